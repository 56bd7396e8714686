/* examples.h — sentences to try, by language
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *const *heed_examples_get (const char *language);

G_END_DECLS
