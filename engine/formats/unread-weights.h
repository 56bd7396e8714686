/* unread-weights.h — handling of tensors that no part of a network uses
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/networks/unread.h"

G_BEGIN_DECLS

/* ignore is a list of names, such as "decoder.extra.*" for all that begin so: these tensors are
 * not counted as weights. NULL: none. */
gboolean  heed_unread_ignore  (GPtrArray       *unread,
                               HeedWeights     *weights,
                               const HeedJson  *ignore,
                               GError         **error);

/* Returns FALSE, with an error that names the first weight, if there are any weights among them. */
gboolean  heed_unread_refuse  (GPtrArray    *unread,
                               GError      **error);

/* Returns a line that lists the weights; NULL if there are none. */
char     *heed_unread_warn    (GPtrArray    *unread);

G_END_DECLS
