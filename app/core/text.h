/* text.h — what can be said of a text without a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether there is nothing to translate in it: no character but spaces. */
gboolean heed_text_is_blank (const char *text);

G_END_DECLS
