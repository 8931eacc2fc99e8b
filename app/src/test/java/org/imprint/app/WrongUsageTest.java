package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is misspelt is named with what was meant, before all else, in few lines. */
class WrongUsageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    embd                                   | 'embd' is no command of imprint; did you mean embed?
                    results sumary                         | 'sumary' is no command of imprint results; did you mean summary?
                    k8s sumbit jobs                        | 'sumbit' is no command of imprint k8s; did you mean submit?
                    nonsense                               | 'nonsense' is no command of imprint
                    run --stor x                           | --stor is no option of imprint run; did you mean --store?
                    run s.yaml --stroe=x                   | --stroe is no option of imprint run; did you mean --store?
                    analyze --store x --otu y              | --otu is no option of imprint analyze; did you mean --out?
                    k8s generate s.yaml --iamge i          | --iamge is no option of imprint k8s generate; did you mean --image?
                    quickstart --frobnicate                | --frobnicate is no option of imprint quickstart
                    analyze --store x                      | imprint analyze needs --out DIR
                    run                                    | imprint run needs SWEEP.yaml
                    quickstart more                        | imprint quickstart takes no more words, was given 'more'
                    results query --store s --format jsno x | --format must be one of table, csv, json, was jsno; did you mean json?
                    evaluate --train a --test b --recipe papr | recipe must be one of qi, hosoda, janson, paper, oracle (imprint fit takes auto too), was papr; did you mean paper?
                    dataset fetch MNITS                    | was MNITS; did you mean MNIST?
                    embed --data MNITS --out x.h5          | MNITS: file or folder does not exist; did you mean the data set MNIST?
                    backbone install resnt18               | did you mean resnet18?
                    map --data . --backbone b --dataset d --out o --color clas | was clas; did you mean class?
                    map --data . --backbone b --dataset d --out o --method tnse | was tnse; did you mean tsne?
                    analyze --store x --out y --post-hoc nemeny | --post-hoc must be one of holm, nemenyi, was nemeny; did you mean nemenyi?
                    map --data . --backbone b --dataset d --out o --split tset | --split must be one of train, test, val, was tset; did you mean test?
                    collapse --backbone b --dataset d --split trian | --split must be one of train, test, val, was trian; did you mean train?
                    k8s generate s.yaml --out o --access-mode ReadWriteMan | --access-mode must be one of ReadWriteOnce, ReadWriteMany, was ReadWriteMan; did you mean ReadWriteMany?
                    fit . -o x --false-reject 5%           | --false-reject must be in (0, 0.5], was 5%
                    episodes x.h5 --k auto                 | --k must be a whole number, was auto
                    episodes x.h5 --recipes qi,qi          | --recipes must be distinct, was qi,qi
                    compare x.h5 --json --csv              | imprint: of --json, --csv only one may be given
                    reproduce figure-66 --out o            | did you mean figure-6?
                    """)
    void saysWhatWasMeant(String line, String sentence) {
        Imprint run = Imprint.run((Object[]) line.strip().split(" +"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("imprint: ").contains(sentence);
        assertThat(run.err().lines().count()).as(run.err()).isLessThanOrEqualTo(3);
        assertThat(run.out()).isEmpty();
    }
}
