/* session-fields.h — what several parts of a session file say in the same way
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json-fields.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

/* Whose text is longer is refused. */
#define HEED_SESSION_FILE_MAX_TEXT 100000

/* Where a model was, and which one it was. */
typedef struct {
  char *path;         /* absolute; NULL: there was none */
  char *sha256;       /* as of heed_fingerprint_new(); NULL: not known */
  char *description;  /* chosen among those that the weights fit; or NULL */
} HeedSessionModel;

void     heed_session_model_clear     (HeedSessionModel        *model);
void     heed_session_model_init_copy (HeedSessionModel        *model,
                                       const HeedSessionModel  *other);

/* An object's member "model"; none: the path is NULL. */
void     heed_session_set_model    (HeedJson                *object,
                                    const HeedSessionModel  *model);
gboolean heed_session_read_model   (const HeedJson          *object,
                                    HeedSessionModel        *model,
                                    GError                 **error);

/* What is not there stays as it is. */
gboolean heed_session_read_text    (const HeedJson  *object,
                                    const char      *name,
                                    char           **value,
                                    GError         **error);
gboolean heed_session_check_length (const HeedJson  *list,
                                    guint            most,
                                    GError         **error);

G_END_DECLS
