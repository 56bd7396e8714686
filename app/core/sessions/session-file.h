/* session-file.h — the state of the window as a file, to be opened again
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/change-list.h"
#include "app/core/sessions/session-beside.h"
#include "app/core/sessions/session-comparison.h"
#include "app/core/sessions/session-fields.h"
#include "app/core/translation/decoding.h"

G_BEGIN_DECLS

#define HEED_SESSION_FILE_ENDING ".heed"

/* The only version so far. */
#define HEED_SESSION_FILE_VERSION 1

typedef struct {
  HeedSessionModel   model;

  /* The sentence, and the changes to it. */
  char              *text;          /* never NULL */
  HeedDecoding       decoding;
  GPtrArray         *changes;       /* of HeedChange, in the order in which they were made */

  /* The state of the view. */
  char              *page;          /* its name; NULL for the first page */
  HeedAttentionSite  site;
  guint64            heads;         /* the heads of a mean, one bit each; 0 for all heads */
  int                row;           /* -1 if none */
  int                column;        /* -1 if none */
  guint              n_played;      /* G_MAXUINT for all */
  GHashTable        *options;       /* char * to char *: display options of the attention, by
                                     * name */

  HeedSessionComparison *comparison;  /* NULL if nothing has been compared */
  HeedSessionBeside     *beside;      /* never NULL */

  /* How the session was saved. */
  char              *saved_as;      /* in an automatic save, the user's own file; or NULL */
  gboolean           is_left;       /* in an automatic save, whether the program exited normally */
} HeedSessionFile;

/* Returns an empty session: no model, no text, no changes. */
HeedSessionFile *heed_session_file_new      (void);
void             heed_session_file_free     (HeedSessionFile        *file);

/* Returns the @i-th model: first the session's own, then those of the sides; NULL if there are
 * no more. Its path may be NULL. */
HeedSessionModel *heed_session_file_get_model (HeedSessionFile     *file,
                                             guint                   i);

/* The session as JSON. A file is written atomically. */
char            *heed_session_file_to_text  (const HeedSessionFile  *file);
gboolean         heed_session_file_save     (const HeedSessionFile  *file,
                                             const char             *path,
                                             GError                **error);

/* The text is untrusted. Error messages begin with what, or with the name of the file. */
HeedSessionFile *heed_session_file_parse    (const char             *what,
                                             const char             *text,
                                             gsize                   n_bytes,
                                             GError                **error);
HeedSessionFile *heed_session_file_load     (const char             *path,
                                             GError                **error);

/* Returns whether the name has the extension of a session file. */
gboolean         heed_session_file_is_named (const char             *path);

/* Removes the changes that the model cannot have, because their sites or tokens are not in it.
 * Returns the number of removed changes. */
guint            heed_session_file_fit      (HeedSessionFile        *file,
                                             HeedModel              *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionFile, heed_session_file_free)

G_END_DECLS
