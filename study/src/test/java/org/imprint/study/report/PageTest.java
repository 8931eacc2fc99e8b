package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {

    private final String page = Page.html("title", Map.of("facts", "eJw="));

    @Test
    void allowsItsOwnScriptsAndNoOthers() throws NoSuchAlgorithmException {
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        List<String> digests = new ArrayList<>();
        Matcher script =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
        while (script.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
            digests.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }

        assertThat(digests).hasSizeGreaterThan(8);
        assertThat(policy.group(1))
                .startsWith("default-src 'none'; script-src " + String.join(" ", digests) + ";")
                .doesNotContain("unsafe-eval", "http", "connect-src");
    }

    @Test
    void loadsNothing() {
        assertThat(page.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContain("http:", "https:", "src=", "@import", "url(");
    }

    @Test
    void fillsEveryPlace() {
        assertThat(page).doesNotContain("{{");
        assertThat(page).contains("<title>title</title>").contains("id=\"block-facts\">eJw=<");
    }
}
