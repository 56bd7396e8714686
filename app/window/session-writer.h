/* session-writer.h — session files are written one after the other, beside the window
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/session-file.h"

G_BEGIN_DECLS

typedef struct _HeedSessionWriter HeedSessionWriter;

/* error NULL: it is written. */
typedef void (*HeedSessionWrittenFunc) (const char   *path,
                                        const GError *error,
                                        gpointer      user_data);

HeedSessionWriter *heed_session_writer_new        (HeedSessionWrittenFunc  written,
                                                   gpointer                user_data);
void               heed_session_writer_free       (HeedSessionWriter      *self);

/* Later, with the model's SHA-256; takes over the file. */
void               heed_session_writer_push       (HeedSessionWriter      *self,
                                                   HeedSessionFile        *file,
                                                   const char             *path);

/* All that waits, and this as well unless it is NULL, before it returns; what the
 * SHA-256 of the model is, is said if it is known. Nothing is told, and nothing more
 * may be pushed. */
void               heed_session_writer_finish     (HeedSessionWriter      *self,
                                                   HeedSessionFile        *file,
                                                   const char             *path);

/* Another model may lie there now. */
void               heed_session_writer_forget_model (HeedSessionWriter    *self);

/* The SHA-256 of that model, if it is known by now. */
const char        *heed_session_writer_get_sha256 (HeedSessionWriter      *self,
                                                   const char             *model_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionWriter, heed_session_writer_free)

G_END_DECLS
