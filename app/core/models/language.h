/* language.h — the name of a language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "French" for "fr" or "fr-CA"; a copy of an unknown tag; NULL for "". The caller frees it. */
char *heed_language_new_name (const char *tag);

G_END_DECLS
