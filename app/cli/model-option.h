/* model-option.h — loads the model named by --model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* name_or_path NULL: the default model. */
HeedModel *heed_model_option_load     (const char    *name_or_path,
                                       GCancellable  *cancellable,
                                       GError       **error);
gboolean   heed_model_option_describe (const char    *name_or_path,
                                       GCancellable  *cancellable,
                                       GError       **error);

/* The same, for verbs that read sentences of at most so many tokens. */
HeedModel *heed_model_option_load_to_read (const char    *name_or_path,
                                           int            max_source_length,
                                           GCancellable  *cancellable,
                                           GError       **error);

G_END_DECLS
