/* swarm.h - many virtual nodes in one thread: the same node as port/posix, the same house, one trust, one loop.
 *
 * Owns:     its members, their links, the epoll descriptor.
 * Promises: no member waits for another; a member is called when its link has something or its own deadline has come.
 */
#pragma once
#include "heap.h"
#include "loop.h"
#include <signal.h>

typedef struct {
    config_t config;
    loop_t loop;
    char name[TK_UUID_TEXT + 1];
    unsigned watched; /* the dial of its link that epoll watches; 0: none */
    short events;
    bool was_up;
    bool dialling;
} member_t;

typedef struct {
    member_t *member;
    uint32_t count;
    uint32_t up;       /* sessions with a broker now */
    uint32_t dialling; /* links under way */
    uint32_t connects;
    heap_t heap;
    SSL_CTX *tls;
    int epoll;
    uint64_t started_ms;
    uint64_t rss_kb; /* before the first member was made */
    bool told;
} swarm_t;

/* Reads a list of configuration files, one a line, and makes their nodes. in_memory: nothing is kept, no state_dir is
 * used. rate: so many connect a second at the start. 0, or -1 with a sentence in error. */
int swarm_init(swarm_t *s, const char *list, bool in_memory, uint32_t rate, char *error, size_t cap);

/* Runs until *stopping, which only a signal that mask lets through may set. */
void swarm_run(swarm_t *s, const volatile sig_atomic_t *stopping, const sigset_t *mask);

/* An orderly end of all of them. */
void swarm_end(swarm_t *s);
