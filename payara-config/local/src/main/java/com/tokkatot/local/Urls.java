package com.tokkatot.local;

import java.net.URI;

/**
 * Where the stack is reached from this machine.
 *
 * @param start the page to open first
 * @param api base of the REST API, without a slash at its end
 * @param hub the first farm's hub
 * @param mqtt the cloud's broker
 */
public record Urls(URI start, URI web, URI api, URI ws, URI docs, URI hub, URI mqtt) {

  static Urls of(Ports ports) {
    var web = "http://127.0.0.1:" + ports.cloud();
    return new Urls(
        URI.create("http://127.0.0.1:" + ports.start()),
        URI.create(web),
        URI.create(web + "/api/v1"),
        URI.create("ws://127.0.0.1:" + ports.cloud() + "/ws/v1"),
        URI.create(web + "/api/docs"),
        URI.create("http://127.0.0.1:" + ports.hub(0)),
        URI.create("ssl://127.0.0.1:" + ports.cloudMqtt()));
  }
}
