/* entry-limit.h — keeps an entry to one line of bounded length
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_entry_limit_install (GtkEditable *entry,
                               guint        max_chars);

G_END_DECLS
