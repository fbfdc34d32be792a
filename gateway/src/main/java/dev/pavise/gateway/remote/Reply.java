package dev.pavise.gateway.remote;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/// Hears the reply to one request, on the event loop of its connection. After [#end] or [#broken], and after the call
/// was cancelled, nothing more is heard.
interface Reply {
    void head(int status, HttpHeaders headers);

    /// Part of the body. The buffer is lent for the time of the call.
    void bytes(ByteBuf part);

    /// The reply is whole.
    void end();

    /// There is no reply, or no more of it. `why` is for people.
    void broken(String why);
}
