/* idf.h - the parts of this port and what they tell each other.
 *
 * Four tasks: control (main.c) owns the node, the outputs and the buttons; link owns the TLS connection, whose
 * handshake takes a second of computing; sensors owns the slow pins; image fetches firmware. They share stream buffers
 * and a table of measurements. All but image feed the watchdog.
 */
#pragma once
#include "tk/node.h"
#include "tk/provision.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

#define PEM_MAX 2048

/* Who the board is: NVS, namespace "farm", written at the claim or by an installer (README.md). */
typedef struct {
    tk_node_config_t node;
    char host[64]; /* of the farm's broker, and of its time */
    uint16_t port;
    char ssid[33];
    char password[65];
    char ca[PEM_MAX]; /* PEM, NUL-terminated */
    char cert[PEM_MAX];
    char key[PEM_MAX];
} identity_t;

/* identity.c: 0, or -1 when the board belongs to nobody or what it was told is not whole. */
int identity_load(identity_t *id);

/* Adds "kind:id,kind:id" to n, whose board is known. False: not devices, or the board has no pin for one. */
bool identity_devices(tk_node_config_t *n, const char *list);
#define IDENTITY_DEVICES (TK_MAX_DEVICES * (TK_UUID_TEXT + 16)) /* bytes of such a list, with its NUL */
#define FIRMWARE_VERSION "2.0.0"
const tk_board_t *identity_board(void);

/* keep.c: values in NVS, the spool in its own partition. */
int keep_open(void);
uint32_t keep_boot(void); /* raises the boot counter; 0 when it could not be kept */
int keep_store(void *ctx, tk_key_t key, const uint8_t *data, size_t len);
size_t keep_load(void *ctx, tk_key_t key, uint8_t *data, size_t cap);
int keep_update(void *ctx, const uint8_t *data, size_t len); /* what an update remembers over a reset */
size_t keep_recall_update(void *ctx, uint8_t *data, size_t cap);
bool keep_has_spool(void);
int keep_spool_read(void *ctx, uint32_t at, uint8_t *data, size_t len);
int keep_spool_write(void *ctx, uint32_t at, const uint8_t *data, size_t len);
int keep_spool_erase(void *ctx, uint32_t at);

/* outputs.c: relays, dimmers, the servo. Everything is off when it returns. */
int outputs_open(const tk_node_config_t *node);
int outputs_set(void *ctx, int device, const tk_edge_t *edge);

/* sensors.c */
int sensors_open(const tk_node_config_t *node);
int sensors_measure(void *ctx, int device, tk_raw_t *out);

/* buttons.c: looks once. */
int buttons_open(const tk_board_t *board);
bool buttons_stop(void);    /* the emergency stop: pressed, or its wire is broken */
bool buttons_silence(void); /* true once for each short press of the board's own button */

/* link.c: raised by one for every connection; 0: none now. Without a certificate of its own while cert is empty. */
int link_open(const identity_t *id, TaskHandle_t control);
uint32_t link_session(void);
size_t link_read(uint8_t *at, size_t cap);
int link_send(void *ctx, const uint8_t *data, size_t len);
void link_hang_up(void *ctx);

/* net.c: Wi-Fi and the hub's time. */
int net_open(const identity_t *id);
bool net_up(void);
bool net_wall(int64_t *epoch_ms); /* false while nobody has told the time */
void net_health(void *ctx, tk_health_t *out);

/* screen.c: status light and display; boards without them do nothing. */
void screen_open(const tk_board_t *board);
void screen_show(const tk_node_t *n, uint64_t now_ms);
void screen_wait(const tk_provision_t *p, uint64_t now_ms); /* a board that belongs to nobody */

/* watch.c */
const char *watch_boot_reason(void);
void watch_join(void); /* the calling task is watched from now on */
void watch_feed(void);

uint64_t now_ms(void); /* since the start */
