/* session-model.h — finding the model of a session, and checking that it is the same
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "app/core/models/model-library.h"

G_BEGIN_DECLS

/* Returns the present path of a model; NULL if it was not found. Caller frees. */
char *heed_session_model_find        (const char           *was_at,
                                      const char           *session_path,
                                      HeedModelLibrary     *library,
                                      GSettings            *settings);

/* Compares the model with sha256 in the background. NULL: the hash of the session's model is
 * unknown. */
void  heed_session_model_check_async (const char           *path,
                                      const char           *was_at,
                                      const char           *sha256,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);

/* Returns TRUE with a message for the user, a sentence and the details, if the model has changed or
 * moved; FALSE if there is nothing to report. */
gboolean heed_session_model_check_finish (GAsyncResult     *result,
                                          const char      **sentence,
                                          char            **detail);

G_END_DECLS
