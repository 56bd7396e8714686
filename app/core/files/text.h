/* text.h — properties of a text that do not depend on a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the text is empty or has only white space, so that there is nothing to translate. */
gboolean heed_text_is_blank (const char *text);

G_END_DECLS
