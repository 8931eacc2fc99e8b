package org.imprint.vision.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.imprint.vision.dataset.cifar.CifarReader;
import org.imprint.vision.dataset.imagenet.Devkit;
import org.imprint.vision.dataset.imagenet.ImageNetReader;
import org.imprint.vision.dataset.reader.IdxReader;
import org.imprint.vision.dataset.reader.MnistMReader;
import org.imprint.vision.dataset.reader.Opener;
import org.imprint.vision.dataset.reader.SvhnReader;
import org.imprint.vision.dataset.reader.UspsReader;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.fetch.RemoteFile;

/**
 * The paper's data sets: cards, official sources, digests and readers.
 *
 * <p>Digests are those that torchvision (MD5), TensorFlow Datasets and Keras (SHA-256) check; names, class names and label order are torchvision's.
 */
final class Catalog {

    static final String MNIST = "MNIST";
    static final String MNIST_M = "MNIST-M";
    static final String USPS = "USPS";
    static final String SVHN = "SVHN";
    static final String IMAGENET = "ImageNet";
    static final String COMBI_DIGITS = "CombiDigits";

    private static final String CIFAR_AT = "https://www.cs.toronto.edu/~kriz/";
    private static final String SVHN_AT = "http://ufldl.stanford.edu/housenumbers/";
    private static final String USPS_AT = "https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/";
    private static final String MNIST_M_AT = "https://github.com/liyxi/mnist-m/releases/download/data/";
    private static final String FASHION_AT = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
    private static final String[] MNIST_AT = {
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "http://yann.lecun.com/exdb/mnist/"
    };

    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    private static final List<String> NAMED_DIGITS = List.of(
            "0 - zero",
            "1 - one",
            "2 - two",
            "3 - three",
            "4 - four",
            "5 - five",
            "6 - six",
            "7 - seven",
            "8 - eight",
            "9 - nine");

    private Catalog() {}

    /**
     * A data set that can be opened.
     *
     * @param systemFolders where a package manager puts it
     * @param parts what it is the union of; empty if it has files of its own
     */
    record Entry(DataSetCard card, Opener opener, List<Path> systemFolders, List<String> parts) {

        static Entry of(DataSetCard card, Opener opener) {
            return new Entry(card, opener, List.of(), List.of());
        }
    }

    /** Returns all data sets in the order of the paper. */
    static Map<String, Entry> entries() {
        Map<String, Entry> all = new LinkedHashMap<>();
        List<Entry> entries =
                List.of(mnist(), fashionMnist(), cifar10(), mnistM(), usps(), svhn(), combiDigits(), imageNet());
        entries.forEach(e -> all.put(e.card().name(), e));
        return all;
    }

    private static Entry mnist() {
        DataSetCard card = new DataSetCard(
                MNIST,
                "28×28 grey",
                "LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition, 1998",
                Terms.free("CC BY-SA 3.0", "http://yann.lecun.com/exdb/mnist/"),
                NAMED_DIGITS,
                10,
                60_000,
                10_000,
                mnistFiles());
        return Entry.of(card, new IdxReader(NAMED_DIGITS));
    }

    private static List<DataFile> mnistFiles() {
        return List.of(
                idx(
                        "train-images-idx3-ubyte.gz",
                        9_912_422,
                        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                        MNIST_AT),
                idx(
                        "train-labels-idx1-ubyte.gz",
                        28_881,
                        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                        MNIST_AT),
                idx(
                        "t10k-images-idx3-ubyte.gz",
                        1_648_877,
                        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                        MNIST_AT),
                idx(
                        "t10k-labels-idx1-ubyte.gz",
                        4_542,
                        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
                        MNIST_AT));
    }

    private static Entry fashionMnist() {
        List<String> names = List.of(
                "T-shirt/top",
                "Trouser",
                "Pullover",
                "Dress",
                "Coat",
                "Sandal",
                "Shirt",
                "Sneaker",
                "Bag",
                "Ankle boot");
        DataSetCard card = new DataSetCard(
                "FashionMNIST",
                "28×28 grey",
                "Xiao, Rasul, Vollgraf: Fashion-MNIST, arXiv:1708.07747, 2017",
                Terms.free("MIT", "https://github.com/zalandoresearch/fashion-mnist"),
                names,
                10,
                60_000,
                10_000,
                fashionMnistFiles());
        return new Entry(card, new IdxReader(names), List.of(Path.of("/usr/share/datasets/fashion-mnist")), List.of());
    }

    /** The contents' digests are those of Debian's package, which equals the official files but for gzip's header. */
    private static List<DataFile> fashionMnistFiles() {
        return List.of(
                idx(
                        "train-images-idx3-ubyte.gz",
                        26_421_880,
                        "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                        FASHION_AT),
                idx(
                        "train-labels-idx1-ubyte.gz",
                        29_515,
                        "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                        FASHION_AT),
                idx(
                        "t10k-images-idx3-ubyte.gz",
                        4_422_102,
                        "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                        FASHION_AT),
                idx(
                        "t10k-labels-idx1-ubyte.gz",
                        5_148,
                        "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
                        FASHION_AT));
    }

    private static Entry cifar10() {
        List<String> names =
                List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
        DataSetCard card = new DataSetCard(
                "CIFAR10",
                "32×32 colour",
                "Krizhevsky: Learning Multiple Layers of Features from Tiny Images, 2009",
                Terms.free("none stated; the authors ask to be cited", "https://www.cs.toronto.edu/~kriz/cifar.html"),
                names,
                10,
                50_000,
                10_000,
                List.of(DataFile.of(
                                "cifar-10-binary.tar.gz",
                                170_052_171,
                                Digest.sha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
                                CIFAR_AT)
                        .unpackedTo(CifarReader.FOLDER)
                        .or(DataFile.of(
                                        "cifar-10-python.tar.gz",
                                        170_498_071,
                                        Digest.sha256(
                                                "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"),
                                        CIFAR_AT)
                                .unpackedTo(CifarReader.PYTHON_FOLDER))));
        return Entry.of(card, new CifarReader(names));
    }

    private static Entry mnistM() {
        DataSetCard card = new DataSetCard(
                MNIST_M,
                "28×28 colour",
                "Ganin et al.: Domain-Adversarial Training of Neural Networks, JMLR 2016; made anew by liyxi/mnist-m",
                Terms.free(
                        "none stated; made of MNIST (CC BY-SA 3.0) and BSDS500 (non-commercial research)",
                        "https://github.com/liyxi/mnist-m"),
                NAMED_DIGITS,
                10,
                60_000,
                10_000,
                List.of(
                        DataFile.of(
                                        "mnist_m_train.pt.tar.gz",
                                        0,
                                        Digest.md5("191ed53db9933bd85cc9700558847391"),
                                        MNIST_M_AT)
                                .unpackedTo("mnist_m_train.pt"),
                        DataFile.of(
                                        "mnist_m_test.pt.tar.gz",
                                        0,
                                        Digest.md5("e11cb4d7fff76d7ec588b1134907db59"),
                                        MNIST_M_AT)
                                .unpackedTo("mnist_m_test.pt")));
        return Entry.of(card, new MnistMReader(NAMED_DIGITS));
    }

    private static Entry usps() {
        DataSetCard card = new DataSetCard(
                USPS,
                "16×16 grey",
                "Hull: A Database for Handwritten Text Recognition Research, PAMI 1994",
                Terms.free(
                        "none stated", "https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass.html#usps"),
                DIGITS,
                10,
                7_291,
                2_007,
                List.of(
                        DataFile.of("usps.bz2", 0, Digest.md5("ec16c51db3855ca6c91edd34d0e9b197"), USPS_AT),
                        DataFile.of("usps.t.bz2", 0, Digest.md5("8ea070ee2aca1ac39742fdd1ef5ed118"), USPS_AT)));
        return Entry.of(card, new UspsReader(DIGITS));
    }

    private static Entry svhn() {
        DataSetCard card = new DataSetCard(
                SVHN,
                "32×32 colour",
                "Netzer et al.: Reading Digits in Natural Images with Unsupervised Feature Learning, 2011",
                Terms.free("non-commercial use only", "http://ufldl.stanford.edu/housenumbers/"),
                DIGITS,
                10,
                73_257,
                26_032,
                List.of(
                        DataFile.of(
                                "train_32x32.mat",
                                182_040_794,
                                Digest.sha256("435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8"),
                                SVHN_AT),
                        DataFile.of(
                                "test_32x32.mat",
                                64_275_384,
                                Digest.sha256("cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b"),
                                SVHN_AT)));
        return Entry.of(card, new SvhnReader(DIGITS));
    }

    /** The union of the paper's section 5.3: label x of 0 … 39 becomes x mod 10. */
    private static Entry combiDigits() {
        List<String> parts = List.of(MNIST, MNIST_M, USPS, SVHN);
        DataSetCard card = new DataSetCard(
                COMBI_DIGITS,
                "16×16 to 32×32, grey and colour",
                "the union of " + String.join(", ", parts) + " with one class per digit",
                Terms.free("those of its parts", "https://arxiv.org/abs/2503.14572"),
                DIGITS,
                10,
                60_000 + 60_000 + 7_291 + 73_257,
                10_000 + 10_000 + 2_007 + 26_032,
                List.of());
        Opener none = (place, split, classes) -> {
            throw new IllegalStateException("a union has no files");
        };
        return new Entry(card, none, List.of(), parts);
    }

    private static Entry imageNet() {
        DataSetCard card = new DataSetCard(
                IMAGENET,
                "colour, various sizes",
                "Russakovsky et al.: ImageNet Large Scale Visual Recognition Challenge, IJCV 2015",
                Terms.onRequest(
                        "non-commercial research and education, on request", "https://image-net.org/download-images"),
                List.of(),
                1_000,
                1_281_167,
                50_000,
                List.of(
                        onRequest(Devkit.ARCHIVE, 0, Digest.md5("fa75699e90414af021442c21a62c3abf")),
                        onRequest(
                                ImageNetReader.VAL,
                                6_744_924_160L,
                                Digest.sha256("c7e06a6c0baccf06d8dbeb6577d71efff84673a5dbdd50633ab44f8ea0456ae0")),
                        onRequest(
                                ImageNetReader.TRAIN,
                                147_897_477_120L,
                                Digest.sha256("b08200a27a8e34218a0e58fde36b0fe8f73bc377f4acea2d91602057c3ca45bb"))));
        return Entry.of(card, new ImageNetReader());
    }

    private static DataFile idx(String name, long bytes, String sha256, String content, String... sources) {
        return DataFile.of(name, bytes, Digest.sha256(sha256), sources).withContent(content);
    }

    private static DataFile onRequest(String name, long bytes, Digest digest) {
        OptionalLong length = bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
        RemoteFile remote = new RemoteFile(name, List.of(), length, Optional.of(digest));
        return new DataFile(remote, Optional.empty(), Optional.empty(), List.of());
    }
}
