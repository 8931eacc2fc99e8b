package org.imprint.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The files that are written, against classes that the Kubernetes project generates from its OpenAPI description: fields that it
 * lacks are refused, as are required ones that are missing and values of another type, at every depth.
 */
class ManifestSchemaTest {

    private static final String AFFINITY = """
            nodeAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                nodeSelectorTerms:
                  - matchExpressions: [{key: disk, operator: In, values: [ssd]}]
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"figure-6", "section-5.2", "section-5.3-combidigits", "section-5.3-imagenet"})
    void theFilesOfThePapersSweepsAreAsThePublishedDescriptionSays(String name) throws IOException {
        SweepWork work = Sweeps.work(Sweeps.paper(name));
        for (OptionalInt maxJobs : List.of(OptionalInt.empty(), OptionalInt.of(3))) {
            ManifestSet set = Sweeps.manifests(work, 48, maxJobs, ClusterOptions.defaults());
            ManifestFolder.write(folder, set, false);

            assertThat(documents()).hasSameSizeAs(set.all()).allSatisfy(ManifestSchemaTest::isAsDescribed);
        }
    }

    @Test
    void everyOptionIsWrittenAsThePublishedDescriptionSays() throws IOException {
        ManifestFolder.write(
                folder,
                Sweeps.manifests(
                        SweepWork.all(Path.of("small.yaml"), Sweeps.SMALL), 12, OptionalInt.of(1), everything()),
                false);

        assertThat(documents()).hasSize(2 + 3 + 1 + 1 + 1).allSatisfy(ManifestSchemaTest::isAsDescribed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerIsWrittenAsThePublishedDescriptionSays(boolean readOnly) throws IOException {
        ManifestFolder.writeServing(folder, ServingManifestsTest.everything(readOnly), false);

        assertThat(documents()).hasSize(3).allSatisfy(ManifestSchemaTest::isAsDescribed);
    }

    /** Shows that the check above can fail. */
    @Test
    void aMisspeltFieldDeepInsideIsRefused() throws IOException {
        ManifestFolder.write(folder, Sweeps.small(), false);
        Path jobs = folder.resolve("jobs.yaml");
        Files.writeString(jobs, Files.readString(jobs).replace("onExitCodes:", "onExitCode:"));

        assertThatThrownBy(() -> {
                    for (JsonElement document : documents()) {
                        check(document);
                    }
                })
                .hasMessageContaining("`onExitCode`");
    }

    private static ClusterOptions everything() {
        return new ClusterOptions(
                Optional.of("lab"),
                new ClusterOptions.Image("registry.example/imprint:1", Optional.of("Always"), List.of("registry")),
                new ClusterOptions.Placement(
                        Map.of("example.org/zone", "a"),
                        List.of(NodeToleration.parse("gpu=yes:NoSchedule"), NodeToleration.parse("spot")),
                        Optional.of(AFFINITY),
                        Optional.of("low")),
                new Resources("3500m", "4Gi", Optional.of("4"), Optional.of("6Gi"), 1, "nvidia.com/gpu"),
                new Storage(
                        new Storage.Claim("d", Optional.of("1Ti")),
                        new Storage.Claim("r", Optional.of("5Gi")),
                        Optional.of("nfs"),
                        AccessMode.MANY_NODES),
                new ClusterOptions.Access(Optional.of("runner"), List.of("keys"), Map.of("A", "yes", "B", "1")),
                new Lifetime(5, OptionalInt.of(2), OptionalInt.of(60), OptionalLong.of(900)));
    }

    private List<JsonElement> documents() throws IOException {
        List<JsonElement> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                new Load(LoadSettings.builder().build())
                        .loadAllFromString(Files.readString(file))
                        .forEach(document -> all.add(new Gson().toJsonTree(document)));
            }
        }
        return all;
    }

    private static void isAsDescribed(JsonElement document) {
        assertThatCode(() -> check(document)).doesNotThrowAnyException();
    }

    private static void check(JsonElement document) throws IOException {
        String kind = document.getAsJsonObject().get("kind").getAsString();
        String version = document.getAsJsonObject().get("apiVersion").getAsString();
        switch (version + " " + kind) {
            case "batch/v1 Job" -> {
                V1Job.validateJsonElement(document);
                V1Job.fromJson(document.toString());
            }
            case "apps/v1 Deployment" -> {
                V1Deployment.validateJsonElement(document);
                V1Deployment.fromJson(document.toString());
            }
            case "v1 Service" -> {
                V1Service.validateJsonElement(document);
                V1Service.fromJson(document.toString());
            }
            case "v1 ConfigMap" -> V1ConfigMap.validateJsonElement(document);
            case "v1 PersistentVolumeClaim" -> V1PersistentVolumeClaim.validateJsonElement(document);
            default -> throw new IllegalArgumentException("kind must be one that is written, was " + kind);
        }
    }
}
