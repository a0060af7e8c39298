/* link.c - the TLS connection, in a task of its own: a handshake computes for a second, and control must not wait.
 * Bytes pass by two stream buffers; each connection has a number, so that none of one is taken for another's. */
#include "idf.h"
#include "esp_log.h"
#include "esp_random.h"
#include "esp_tls.h"
#include "freertos/stream_buffer.h"
#include "tk/backoff.h"
#include <string.h>

/* A connect's burst is 16 subscriptions, 48 statuses and 16 readings; the broker reads while they are written. */
#define TX_BYTES   16384
#define RX_BYTES   4096
#define CONNECT_MS 15000
#define STEADY_MS  5000
#define LOOK_MS    20 /* how long bytes may lie unseen */
#define STACK      10240

static const identity_t *identity;
static TaskHandle_t control;
static StreamBufferHandle_t tx;
static StreamBufferHandle_t rx;
static volatile uint32_t session; /* 0: none */
static volatile bool unwanted;    /* control has hung up */

/* Waits without hiding from the watchdog. */
static void wait_for(uint32_t ms)
{
    for (uint32_t waited = 0; waited < ms; waited += LOOK_MS) {
        vTaskDelay(pdMS_TO_TICKS(LOOK_MS));
        watch_feed();
    }
}

static esp_tls_t *connect(void)
{
    esp_tls_cfg_t config = {.cacert_buf = (const unsigned char *)identity->ca,
                            .cacert_bytes = (unsigned)strlen(identity->ca) + 1,
                            .non_block = true,
                            .tls_version = ESP_TLS_VER_TLS_1_3};
    if (identity->cert[0] != '\0') { /* set-up has none yet */
        config.clientcert_buf = (const unsigned char *)identity->cert;
        config.clientcert_bytes = (unsigned)strlen(identity->cert) + 1;
        config.clientkey_buf = (const unsigned char *)identity->key;
        config.clientkey_bytes = (unsigned)strlen(identity->key) + 1;
    }
    esp_tls_t *tls = esp_tls_init();
    uint64_t end = now_ms() + CONNECT_MS;
    int state = 0;
    while (tls != NULL && state == 0 && now_ms() < end) {
        state = esp_tls_conn_new_async(identity->host, (int)strlen(identity->host), identity->port, &config, tls);
        wait_for(state == 0 ? LOOK_MS : 0);
    }
    if (tls != NULL && state != 1) {
        esp_tls_conn_destroy(tls);
        return NULL;
    }
    return tls;
}

static bool busy(ssize_t n)
{
    return n == ESP_TLS_ERR_SSL_WANT_READ || n == ESP_TLS_ERR_SSL_WANT_WRITE;
}

static bool write_all(esp_tls_t *tls, const uint8_t *data, size_t len)
{
    uint64_t end = now_ms() + CONNECT_MS;
    for (size_t at = 0; at < len;) {
        ssize_t n = esp_tls_conn_write(tls, data + at, len - at);
        if ((n <= 0 && !busy(n)) || now_ms() >= end) {
            return false;
        }
        at += n > 0 ? (size_t)n : 0;
        wait_for(n > 0 ? 0 : LOOK_MS);
    }
    return true;
}

/* True while the connection lives. What control does not take now stays with the peer. */
static bool pass_bytes(esp_tls_t *tls)
{
    static uint8_t bytes[1024];
    size_t len = xStreamBufferReceive(tx, bytes, sizeof bytes, pdMS_TO_TICKS(LOOK_MS));
    if (len > 0 && !write_all(tls, bytes, len)) {
        return false;
    }
    size_t room = xStreamBufferSpacesAvailable(rx);
    ssize_t n =
        room > 0 ? esp_tls_conn_read(tls, bytes, room < sizeof bytes ? room : sizeof bytes) : ESP_TLS_ERR_SSL_WANT_READ;
    if (n > 0) {
        xStreamBufferSend(rx, bytes, (size_t)n, 0);
        xTaskNotifyGive(control);
    }
    return n > 0 || busy(n);
}

static void live(esp_tls_t *tls, uint32_t number)
{
    xStreamBufferReset(tx);
    xStreamBufferReset(rx);
    unwanted = false;
    session = number;
    xTaskNotifyGive(control);
    while (!unwanted && net_up() && pass_bytes(tls)) {
        watch_feed();
    }
    session = 0;
    xTaskNotifyGive(control);
    esp_tls_conn_destroy(tls);
}

static void run(void *unused)
{
    tk_backoff_t backoff = {.first_ms = 1000, .most_ms = 120000};
    uint32_t number = 0;
    (void)unused;
    watch_join();
    for (;;) {
        esp_tls_t *tls = net_up() ? connect() : NULL;
        uint64_t began = now_ms();
        if (tls != NULL) {
            live(tls, ++number);
            if (now_ms() - began >= STEADY_MS) {
                tk_backoff_reset(&backoff);
            }
        }
        uint32_t pause = net_up() ? tk_backoff_next(&backoff, esp_random()) : LOOK_MS;
        ESP_LOGI("link", "away; next try in %u ms", (unsigned)pause);
        wait_for(pause);
    }
}

int link_open(const identity_t *id, TaskHandle_t wake)
{
    identity = id;
    control = wake;
    tx = xStreamBufferCreate(TX_BYTES, 1);
    rx = xStreamBufferCreate(RX_BYTES, 1);
    return tx != NULL && rx != NULL && xTaskCreate(run, "link", STACK, NULL, 5, NULL) == pdPASS ? 0 : -1;
}

uint32_t link_session(void)
{
    return session;
}

size_t link_read(uint8_t *at, size_t cap)
{
    return xStreamBufferReceive(rx, at, cap, 0);
}

/* All or nothing: half a packet would be worse than a connection that ends. */
int link_send(void *ctx, const uint8_t *data, size_t len)
{
    (void)ctx;
    if (session == 0 || xStreamBufferSpacesAvailable(tx) < len) {
        unwanted = true;
        return -1;
    }
    return xStreamBufferSend(tx, data, len, 0) == len ? 0 : -1;
}

void link_hang_up(void *ctx)
{
    (void)ctx;
    unwanted = true;
}
