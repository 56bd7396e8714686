/* session-keeper-private.h — the members of a session keeper, and functions shared by its files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/sessions/session-folder.h"
#include "app/window/sessions/session-keeper.h"
#include "app/window/sessions/session-writer.h"

G_BEGIN_DECLS

/**
 * HeedSessionKeeper:
 *
 * Watches one document. It reports by signals only, and shows no dialogs.
 */
struct _HeedSessionKeeper
{
  GObject            parent_instance;

  HeedDocument      *document;
  HeedModelLibrary  *library;
  GSettings         *settings;  /* NULL if settings are not saved */
  HeedSessionWriter *writer;
  GObject           *options;   /* the drawing options; NULL until they are set */
  char              *page;
  char              *path;      /* the user's own file; or NULL */

  HeedSessionFile   *opening;     /* waits for its model; or NULL */
  char              *opening_from;  /* the path it was read from */
  char              *opening_as;  /* becomes path once it is open; or NULL */
  char              *model_path;  /* of its model; NULL until the user has found it */
  gboolean           is_restoring;  /* it is the session of the last run */
  HeedSessionFile   *placing;     /* waits for its translation; or NULL */
  GCancellable      *checking;    /* of the checks that models are the same */

  HeedComparison    *comparison;  /* borrowed; NULL until its page is first shown */
  HeedSessionComparison *compared;  /* of an opened session, until it is restored; or NULL */
  char              *compared_in; /* the path of that session */

  GPtrArray         *pages;       /* of HeedPage: those that have been shown */
  HeedSessionBeside *beside;      /* of the session opened last, for pages not shown yet */

  char              *stand_in;    /* session text saved instead of the present state; or NULL */
  HeedSessionFolder *folder;      /* of automatic saves; or NULL */
  guint              save_id;     /* source of the next automatic save; 0 if none is due */
  gboolean           has_failed;  /* the last automatic save failed, which was reported */
  gboolean           has_left;    /* heed_session_keeper_leave() was called */

  GPtrArray         *unsaid;      /* of Telling, until begin_telling(); NULL afterwards */
};

typedef enum {
  HEED_SESSION_SAID,           /* text: a title; more: the details */
  HEED_SESSION_NOTED,          /* text: a sentence */
  HEED_SESSION_MODEL_MISSING,  /* text: the model's former path */
  HEED_SESSION_OPENED          /* text: the name of the page; or NULL */
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
void heed_session_keeper_put_beside    (HeedSessionKeeper *self,
                                        HeedPage          *page);

G_END_DECLS
