/* session-fixture.h — a session keeper and models with random weights, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sessions/session-file.h"
#include "app/window/desktop/view-options.h"
#include "app/window/sessions/session-keeper.h"

G_BEGIN_DECLS

typedef struct {
  HeedEngineWorker  *worker;
  HeedDocument      *document;
  HeedModelLibrary  *library;
  HeedViewOptions   *options;
  HeedSessionKeeper *keeper;
  char              *folder;
  char              *model;    /* a Transformer whose tokens are numbers */
  char              *other;    /* another */
  char              *session;
  GString           *told;     /* whatever the keeper told, a line each */
} SessionFixture;

/* The folder, the library and the models outlive the rest, which begin makes anew after end, as
 * the next run of the program does. */
void  session_fixture_set_up          (SessionFixture *fixture,
                                       gconstpointer   user_data);
void  session_fixture_tear_down       (SessionFixture *fixture,
                                       gconstpointer   user_data);
void  session_fixture_begin           (SessionFixture *fixture);
void  session_fixture_end             (SessionFixture *fixture);

void  session_fixture_write_model     (const char     *path,
                                       guint           seed);

/* Iterate the main loop: until the keeper has told something that contains what; until the
 * document has the text, and has decoded it. */
void  session_fixture_wait_until_told (SessionFixture *fixture,
                                       const char     *what);
void  session_fixture_wait_for_text   (SessionFixture *fixture,
                                       const char     *text);

/* Opens a model and sets a sentence, one change of every kind, another way to decode, another look
 * and another place; save_work saves that in the session, and undo_work replaces it. */
void  session_fixture_work            (SessionFixture *fixture);
void  session_fixture_save_work       (SessionFixture *fixture);
void  session_fixture_undo_work       (SessionFixture *fixture);

/* Return the state of the document, and the tokens that were written with their probabilities to
 * the last bit. */
char *session_fixture_describe        (SessionFixture *fixture);
char *session_fixture_join_target     (HeedDocument   *document);

/* Reads the file of automatic saves; NULL if there is none yet. */
HeedSessionFile *session_fixture_load_last (SessionFixture *fixture);

G_END_DECLS
