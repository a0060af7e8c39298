#define _POSIX_C_SOURCE 200809L
#include "setup.h"
#include "tk/panel.h"
#include "world.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DIAL_MS 10000 /* for connect and handshake together */

static const char *const STATES[] = {[TK_PROVISION_AWAY] = "no hub",
                                     [TK_PROVISION_HELLO] = "said hello",
                                     [TK_PROVISION_PROVED] = "waits for its claim",
                                     [TK_PROVISION_REFUSED] = "refused, tries again in ten minutes",
                                     [TK_PROVISION_CLAIMED] = "claimed"};

static int send_bytes(void *ctx, const uint8_t *data, size_t len)
{
    return link_send(&((setup_t *)ctx)->link, data, len);
}

static void hang_up(void *ctx)
{
    setup_t *s = ctx;
    snprintf(s->link.error, sizeof s->link.error, "hung up");
    link_close(&s->link);
}

static uint32_t random_bits(void *ctx)
{
    (void)ctx;
    return world_random();
}

static int hmac(void *ctx, const uint8_t *data, size_t len, uint8_t out[TK_HMAC])
{
    return claim_sum(&((setup_t *)ctx)->claim, data, len, out);
}

static int stage(void *ctx, tk_part_t part, const char *text, size_t len)
{
    return claim_stage(&((setup_t *)ctx)->claim, part, text, len);
}

static int commit(void *ctx)
{
    return claim_commit(&((setup_t *)ctx)->claim);
}

bool setup_claimed(const config_t *config)
{
    char path[PATH_MAX_TEXT + 16];
    snprintf(path, sizeof path, "%s/" CLAIM_CONF, config->state_dir);
    return access(path, F_OK) == 0;
}

int setup_open(setup_t *s, const config_t *config, char *error, size_t cap)
{
    memset(s, 0, sizeof *s);
    s->config = config;
    s->shown = UINT8_MAX;
    link_join(&s->link, NULL, NULL, NULL);
    if (store_open(&s->store, config->state_dir, error, cap) < 0) {
        return -1;
    }
    if (claim_open(&s->claim, config, &s->store) < 0) {
        snprintf(error, cap, "%s", s->claim.error);
        return -1;
    }
    s->tls = link_trust(config->ca, error, cap);
    if (s->tls == NULL) {
        return -1;
    }
    link_join(&s->link, s->tls, NULL, NULL);
    s->board = (tk_provision_config_t){.hardware_id = config->hardware_id,
                                       .model = "virtual",
                                       .firmware_version = config->node.firmware_version,
                                       .public_key = s->claim.public_key};
    s->port = (tk_provision_port_t){.ctx = s,
                                    .send = send_bytes,
                                    .hang_up = hang_up,
                                    .random = random_bits,
                                    .hmac = hmac,
                                    .stage = stage,
                                    .commit = commit};
    tk_provision_init(&s->provision, &s->board, &s->port, world_now(NULL));
    s->backoff = (tk_backoff_t){.first_ms = 100, .most_ms = 30000};
    world_log("board %s belongs to nobody, says hello to %s:%d", config->hardware_id, config->host, config->port);
    return 0;
}

void setup_close(setup_t *s)
{
    link_free(&s->link);
    SSL_CTX_free(s->tls);
    claim_close(&s->claim);
    store_close(&s->store);
}

bool setup_done(const setup_t *s)
{
    return s->provision.state == TK_PROVISION_CLAIMED;
}

static void away(setup_t *s)
{
    uint32_t wait = tk_backoff_next(&s->backoff, world_random());
    if (s->up) {
        tk_provision_link(&s->provision, false, world_now(NULL));
        claim_forget(&s->claim);
        s->up = false;
    }
    world_log("set-up link away: %s; next try in %u ms", s->link.error, wait);
    s->dial_at_ms = world_now(NULL) + wait;
}

static void hear(setup_t *s)
{
    uint8_t buffer[2048];
    int n;
    while (!setup_done(s) && (n = link_read(&s->link, buffer, sizeof buffer)) > 0) {
        tk_backoff_reset(&s->backoff);
        s->claim.error[0] = '\0';
        tk_provision_rx(&s->provision, buffer, (size_t)n, world_now(NULL));
        if (s->provision.refused != s->refused) {
            s->refused = s->provision.refused;
            world_log("refused: %s%s%s", s->provision.why, s->claim.error[0] != '\0' ? "; " : "", s->claim.error);
        }
    }
}

static void tend(setup_t *s)
{
    uint64_t now = world_now(NULL);
    if (s->link.state == LINK_CLOSED && now >= s->dial_at_ms) {
        s->give_up_ms = now + DIAL_MS;
        if (link_dial(&s->link, s->config->host, s->config->port) < 0) {
            away(s);
        }
    }
    if (s->link.state == LINK_CLOSED) {
        return;
    }
    if (s->link.state != LINK_OPEN && now >= s->give_up_ms) {
        snprintf(s->link.error, sizeof s->link.error, "no answer");
        link_close(&s->link);
    }
    if (s->link.state != LINK_CLOSED) {
        link_step(&s->link);
    }
    if (s->link.state == LINK_OPEN && !s->up) {
        s->up = true;
        tk_provision_link(&s->provision, true, now);
    }
    if (s->link.state == LINK_OPEN) {
        hear(s);
    }
}

/* What stands on the display until a farm has the board. The label's code is not on it. */
static void show(setup_t *s)
{
    char line[TK_LINES][TK_COLUMNS + 1];
    char text[128];
    if (s->shown != s->provision.state) {
        s->shown = s->provision.state;
        world_log("set-up: %s", STATES[s->shown]);
        tk_panel_nobodys(&s->provision, line);
        int len = snprintf(text, sizeof text, "%s\n%s\n%s\n", line[0], line[1], line[2]);
        store_put(&s->store, "panel.txt", text, (size_t)len); /* a display that fails stops nothing */
    }
}

uint64_t setup_turn(setup_t *s)
{
    tend(s);
    uint64_t deadline = tk_provision_poll(&s->provision, world_now(NULL));
    if (s->link.state == LINK_CLOSED && s->up) {
        away(s); /* it broke, or we hung up */
    } else if (s->link.state == LINK_CLOSED && s->dial_at_ms <= world_now(NULL)) {
        away(s); /* it broke before it was open */
    }
    show(s);
    uint64_t due = s->link.state == LINK_CLOSED ? s->dial_at_ms
                   : s->link.state == LINK_OPEN ? UINT64_MAX
                                                : s->give_up_ms;
    return due < deadline ? due : deadline;
}
