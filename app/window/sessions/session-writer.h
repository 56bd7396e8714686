/* session-writer.h — writing session files in order, in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sessions/session-file.h"

G_BEGIN_DECLS

typedef struct _HeedSessionWriter HeedSessionWriter;

/* Called when a file was written, with error NULL, or when that failed. */
typedef void (*HeedSessionWrittenFunc) (const char   *path,
                                        const GError *error,
                                        gpointer      user_data);

HeedSessionWriter *heed_session_writer_new        (HeedSessionWrittenFunc  written,
                                                   gpointer                user_data);
void               heed_session_writer_free       (HeedSessionWriter      *self);

/* Writes a session file in the background, with the SHA-256 of its models. Takes ownership of
 * file. */
void               heed_session_writer_push       (HeedSessionWriter      *self,
                                                   HeedSessionFile        *file,
                                                   const char             *path);

/* Writes all pending files before it returns, without the callback. Returns FALSE with the first
 * error of a file other than own_path, the one of automatic saves; NULL if there is none. */
gboolean           heed_session_writer_finish     (HeedSessionWriter      *self,
                                                   const char             *own_path,
                                                   GError                **error);

/* Writes file before it returns, with the SHA-256 of its models as far as they are known already.
 * file is borrowed. */
gboolean           heed_session_writer_write      (HeedSessionWriter      *self,
                                                   HeedSessionFile        *file,
                                                   const char             *path,
                                                   GError                **error);

/* Discards all known SHA-256 values, since other models may be at these paths now. */
void               heed_session_writer_forget_model (HeedSessionWriter    *self);

/* Returns the SHA-256 of a model; NULL if it is not known yet. */
const char        *heed_session_writer_get_sha256 (HeedSessionWriter      *self,
                                                   const char             *model_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionWriter, heed_session_writer_free)

G_END_DECLS
