package org.imprint.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imprint.classifier.journal.JournaledClassifier;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.model.ServedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVersionTest {

    private static final String REQUEST = "{\"inputs\":[{\"name\":\"embeddings\",\"shape\":[1,4],\"datatype\":\"FP32\","
            + "\"data\":[0,0,1,0]}],\"outputs\":[{\"name\":\"label\"},{\"name\":\"labels\"}]}";

    @TempDir
    private Path folder;

    @Test
    void aChangeMakesAnotherVersionAndTheOldOneIsNoMore() throws Exception {
        AskedServer.birds(folder.resolve("birds.imprint"));
        try (AskedServer server = new AskedServer(
                List.of(new AskedServer.Offer("birds", folder.resolve("birds.imprint"), Optional.empty())))) {
            String before = version(server);
            assertThat(ask(server, before).at("/outputs/1/data").toString()).contains("stork");
            server.classifier(0).rename("stork \"größe\"", "ibis");
            String after = version(server);
            assertThat(after).isNotEqualTo(before);
            JsonNode answer = ask(server, after);
            assertThat(answer.path("model_version").asText()).isEqualTo(after);
            assertThat(answer.at("/outputs/0/data").toString()).isEqualTo("[\"ibis\"]");
            HttpResponse<byte[]> gone = server.post("/v2/models/birds/versions/" + before + "/infer", REQUEST);
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(AskedServer.text(gone))
                    .isEqualTo(
                            "{\"error\":\"version of birds must be " + after + ", the newest, was " + before + "\"}");
        }
    }

    private static String version(AskedServer server) throws Exception {
        return AskedServer.json(server.get("/v2/models/birds"))
                .at("/versions/0")
                .asText();
    }

    private static JsonNode ask(AskedServer server, String version) throws Exception {
        return AskedServer.json(server.post("/v2/models/birds/versions/" + version + "/infer", REQUEST));
    }

    /** A request that came in the first version may be answered by the second; by the time that is known, a third may be there. */
    @Test
    void tellsTheVersionOfTheStateThatAnswered() {
        AskedServer.birds(folder.resolve("birds.imprint"));
        try (JournaledClassifier birds =
                JournaledClassifier.open(folder.resolve("birds.imprint"), Parallel.serial(), Clock.systemUTC())) {
            ServedModel model = new ServedModel("birds", birds, Optional.empty(), Parallel.serial());
            ModelVersion first = ModelVersion.now(model);
            birds.rename("heron", "egret");
            ClassifierState second = model.state();
            assertThat(first.numberOf(first.state(), model)).contains(first.number());
            assertThat(first.numberOf(second, model))
                    .contains(ModelVersion.now(model).number());
            birds.rename("egret", "heron");
            assertThat(first.numberOf(second, model)).isEmpty();
        }
    }

    /** Each version has one list of classes, and later versions have later ones, whoever asks while the classifier changes. */
    @Test
    void answersAreOfOneVersionWhileItChanges() throws Exception {
        AskedServer.birds(folder.resolve("birds.imprint"));
        try (AskedServer server = new AskedServer(
                List.of(new AskedServer.Offer("birds", folder.resolve("birds.imprint"), Optional.empty())))) {
            Map<Long, Set<String>> labels = new ConcurrentSkipListMap<>();
            AtomicBoolean isOver = new AtomicBoolean();
            ExecutorService clients = Executors.newFixedThreadPool(3);
            List<Future<?>> asking = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                asking.add(clients.submit(() -> {
                    while (!isOver.get()) {
                        JsonNode answer = AskedServer.json(server.post("/v2/models/birds/infer", REQUEST));
                        if (answer.has("model_version")) {
                            labels.computeIfAbsent(
                                            answer.path("model_version").asLong(), v -> ConcurrentHashMap.newKeySet())
                                    .add(answer.at("/outputs/1/data/0").asText());
                        }
                    }
                    return null;
                }));
            }
            String name = "heron";
            for (int i = 100; i < 110; i++) {
                server.classifier(0).rename(name, "heron " + i);
                name = "heron " + i;
            }
            isOver.set(true);
            for (Future<?> client : asking) {
                client.get();
            }
            clients.shutdown();
            assertThat(labels.values()).allSatisfy(of -> assertThat(of).hasSize(1));
            assertThat(labels.values().stream().flatMap(Set::stream)).isSorted().hasSizeGreaterThan(2);
        }
    }
}
