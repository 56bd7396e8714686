/* interrupt.h — Ctrl+C as a GCancellable
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SIGINT and SIGTERM cancel it; a second one ends the process at once. Lives as
 * long as the process. */
GCancellable *heed_interrupt_watch (void);

G_END_DECLS
