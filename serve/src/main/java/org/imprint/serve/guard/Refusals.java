package org.imprint.serve.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Tells of what never comes to a route, in the form in which routes tell: {@code {"error": "…"}}, and never a trace. */
public final class Refusals extends ErrorHandler {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpField AS_JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

    private final boolean stayingSecure;

    /** Makes one. @param doorway whose headers go with every answer */
    public Refusals(Doorway doorway) {
        this.stayingSecure = doorway.isSecureElsewhere();
    }

    /** Answers with a refusal. What the client still sends is not waited for. */
    public static void tell(Request request, Response response, Callback callback, Refusal refusal) {
        response.setStatus(refusal.status());
        refusal.field().ifPresent(response.getHeaders()::put);
        response.getHeaders().put(AS_JSON);
        if (!request.consumeAvailable()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, body(refusal.message()), callback);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object status = request.getAttribute(ERROR_STATUS);
        int code = status instanceof Integer given ? given : response.getStatus();
        response.setStatus(code);
        SecurityHeaders.put(response.getHeaders(), stayingSecure);
        response.getHeaders().put(AS_JSON);
        response.write(true, body(sentence(code)), callback);
        return true;
    }

    private static String sentence(int status) {
        return switch (status) {
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "headers are larger than this server takes";
            case HttpStatus.URI_TOO_LONG_414 -> "the address is longer than this server takes";
            case HttpStatus.NOT_FOUND_404 -> "there is nothing at this address";
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "the server has a fault here; its log says more";
            default -> "not a request that this server takes: " + HttpStatus.getMessage(status);
        };
    }

    private static ByteBuffer body(String message) {
        try {
            return ByteBuffer.wrap(JSON.writeValueAsBytes(Map.of("error", message)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
