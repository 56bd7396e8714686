/* interrupt.h — Ctrl+C as a GCancellable
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns a cancellable that SIGINT and SIGTERM cancel; a second signal ends the
 * process immediately. Never freed. */
GCancellable *heed_interrupt_watch (void);

G_END_DECLS
