/* session-file.h — what a person was looking at, as a file to come back to
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/change-list.h"
#include "app/core/decoding.h"
#include "app/core/session-beside.h"
#include "app/core/session-comparison.h"
#include "app/core/session-fields.h"

G_BEGIN_DECLS

#define HEED_SESSION_FILE_ENDING ".heed"

/* The only version so far. */
#define HEED_SESSION_FILE_VERSION 1

typedef struct {
  HeedSessionModel   model;

  /* The sentence, and what is different about it. */
  char              *text;          /* never NULL */
  HeedDecoding       decoding;
  GPtrArray         *changes;       /* of HeedChange; the first made first */

  /* Where a person looked. */
  char              *page;          /* its name; NULL: the first */
  HeedAttentionSite  site;
  guint64            heads;         /* of a mean, bit h being head h: whose; 0: of all */
  int                row;           /* -1: none */
  int                column;        /* -1: none */
  guint              n_played;      /* G_MAXUINT: all */
  GHashTable        *options;       /* char * to char *: how an attention is drawn, by name */

  HeedSessionComparison *comparison;  /* what was compared; NULL: nothing yet */
  HeedSessionBeside     *beside;      /* never NULL */

  /* How it came to be saved. */
  char              *saved_as;      /* of what is saved by itself: the person's own file; or NULL */
  gboolean           is_left;       /* likewise: the program ended as it should */
} HeedSessionFile;

/* Of nothing: no model, no text, no change. */
HeedSessionFile *heed_session_file_new      (void);
void             heed_session_file_free     (HeedSessionFile        *file);

/* The @i-th model that it needs: its own, then those of the sides; NULL: there are no
 * more. A path may be NULL. */
HeedSessionModel *heed_session_file_get_model (HeedSessionFile     *file,
                                             guint                   i);

/* As JSON; a file is either as it was or wholly written. */
char            *heed_session_file_to_text  (const HeedSessionFile  *file);
gboolean         heed_session_file_save     (const HeedSessionFile  *file,
                                             const char             *path,
                                             GError                **error);

/* Anything may stand there; messages begin with what, or the name of the file. */
HeedSessionFile *heed_session_file_parse    (const char             *what,
                                             const char             *text,
                                             gsize                   n_bytes,
                                             GError                **error);
HeedSessionFile *heed_session_file_load     (const char             *path,
                                             GError                **error);

/* Whether the name says that it is one. */
gboolean         heed_session_file_is_named (const char             *path);

/* What the changes need is in the model: sites and tokens. What is not is left out;
 * returns how many changes that are. */
guint            heed_session_file_fit      (HeedSessionFile        *file,
                                             HeedModel              *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSessionFile, heed_session_file_free)

G_END_DECLS
