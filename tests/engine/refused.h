/* refused.h — models that must not load, and say why
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* code is one of HeedError; what is a part of the message. */
void assert_refused (const char *path,
                     int         code,
                     const char *what);

G_END_DECLS
