/* session-model.h — where the model of a session is now, and whether it is the same
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "app/core/model-library.h"

G_BEGIN_DECLS

/* NULL: nobody knows. */
char *heed_session_model_find        (const char           *was_at,
                                      const char           *session_path,
                                      HeedModelLibrary     *library,
                                      GSettings            *settings);

/* In the background: sha256 NULL: it is not known which one it was. */
void  heed_session_model_check_async (const char           *path,
                                      const char           *was_at,
                                      const char           *sha256,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);

/* What there is to say of it: one sentence, and what exactly; FALSE: nothing. */
gboolean heed_session_model_check_finish (GAsyncResult     *result,
                                          const char      **sentence,
                                          char            **detail);

/* A path without the person's own folder; for people. */
char *heed_session_model_show_path   (const char           *path);

G_END_DECLS
