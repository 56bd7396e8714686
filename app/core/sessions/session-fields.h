/* session-fields.h — what several parts of a session file say in the same way
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json-fields.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

/* Longer texts are rejected. */
#define HEED_SESSION_FILE_MAX_TEXT 100000

/* The location and the identity of a model. */
typedef struct {
  char *path;         /* absolute; NULL if there was no model */
  char *sha256;       /* from heed_fingerprint_new(); NULL if unknown */
  char *description;  /* chosen among the descriptions that fit the weights; or NULL */
} HeedSessionModel;

void     heed_session_model_clear     (HeedSessionModel        *model);
void     heed_session_model_init_copy (HeedSessionModel        *model,
                                       const HeedSessionModel  *other);

/* The member "model" of an object; if it is missing, the path is NULL. */
void     heed_session_set_model    (HeedJson                *object,
                                    const HeedSessionModel  *model);
gboolean heed_session_read_model   (const HeedJson          *object,
                                    HeedSessionModel        *model,
                                    GError                 **error);

/* A missing field leaves its value unchanged. */
gboolean heed_session_read_text    (const HeedJson  *object,
                                    const char      *name,
                                    char           **value,
                                    GError         **error);
gboolean heed_session_check_length (const HeedJson  *list,
                                    guint            most,
                                    GError         **error);

G_END_DECLS
