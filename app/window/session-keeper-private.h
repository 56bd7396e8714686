/* session-keeper-private.h — what is in a keeper, for the files that work on it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/session-folder.h"
#include "app/window/session-keeper.h"
#include "app/window/session-writer.h"

G_BEGIN_DECLS

/**
 * HeedSessionKeeper:
 *
 * Watches one document. It says what there is to say by signals, and asks nobody.
 */
struct _HeedSessionKeeper
{
  GObject            parent_instance;

  HeedDocument      *document;
  HeedModelLibrary  *library;
  GSettings         *settings;  /* NULL: nothing is remembered */
  HeedSessionWriter *writer;
  GObject           *options;   /* NULL: nobody's yet */
  char              *page;
  char              *path;      /* the person's own file, or NULL */

  HeedSessionFile   *opening;     /* waits for its model; or NULL */
  char              *opening_from;  /* where it is */
  char              *opening_as;  /* the path that it gets */
  char              *model_path;  /* where its model is; NULL: somebody is asked */
  gboolean           is_restoring;  /* it is that of last time */
  HeedSessionFile   *placing;     /* waits for its translation; or NULL */
  GCancellable      *checking;    /* whether the models are the same */

  HeedComparison    *comparison;  /* lent: nobody has looked at it yet if NULL */
  HeedSessionComparison *compared;  /* of a session, on its way there; or NULL */
  char              *compared_in; /* the path of that session */

  char              *stand_in;    /* what is saved by itself in place of what there is; or NULL */
  HeedSessionFolder *folder;      /* what is saved by itself is there; or NULL */
  guint              save_id;     /* it is about to be; 0: nothing has changed */
  gboolean           has_failed;  /* and could not be; that was said */
  gboolean           has_left;

  GPtrArray         *unsaid;      /* of Telling: nobody listens yet; NULL: somebody does */
};

typedef enum {
  HEED_SESSION_SAID,           /* a sentence, and what exactly */
  HEED_SESSION_NOTED,          /* a sentence */
  HEED_SESSION_MODEL_MISSING,  /* where it was */
  HEED_SESSION_OPENED          /* the page; or NULL */
} HeedSessionNews;

/* session-keeper.c */
void heed_session_keeper_tell          (HeedSessionKeeper *self,
                                        HeedSessionNews    news,
                                        const char        *text,
                                        const char        *more);
void heed_session_keeper_take_path     (HeedSessionKeeper *self,
                                        const char        *path);
void heed_session_keeper_changed       (HeedSessionKeeper *self);
void heed_session_keeper_save_now      (HeedSessionKeeper *self);

/* session-opening.c */
void heed_session_keeper_watch_opening (HeedSessionKeeper *self);
void heed_session_keeper_drop_opening  (HeedSessionKeeper *self);
void heed_session_keeper_put_options   (HeedSessionKeeper *self);
void heed_session_keeper_put_comparison (HeedSessionKeeper *self);

G_END_DECLS
