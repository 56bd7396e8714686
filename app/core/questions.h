/* questions.h — how a weight came about, asked of the engine's thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/engine-worker.h"
#include "app/core/walk.h"

G_BEGIN_DECLS

/* On the main thread; @arithmetic is the callee's to keep a reference of. */
typedef void (*HeedArithmeticFunc) (HeedArithmetic *arithmetic,
                                    gpointer        user_data);

/* Of the session that whoever has them walks: only the newest counts. */
typedef struct _HeedQuestions HeedQuestions;

HeedQuestions *heed_questions_new     (HeedEngineWorker   *worker,
                                       HeedArithmeticFunc  callback,
                                       gpointer            user_data);
HeedQuestions *heed_questions_ref     (HeedQuestions      *self);
void           heed_questions_unref   (gpointer            self);

/* The end of the main thread. After _close no answer comes any more. What was
 * asked before _begin is not answered; it gives the number of the request. */
void           heed_questions_close   (HeedQuestions      *self);
guint          heed_questions_begin   (HeedQuestions      *self);
void           heed_questions_ask     (HeedQuestions      *self,
                                       const HeedWeightAsked *asked);

/* The end of the engine's thread: the session that the newest _begin is about was
 * brought up to date, or there is none. Both are borrowed
 * until the next call. */
void           heed_questions_set_session (HeedQuestions  *self,
                                       guint               number,
                                       HeedSession        *session,
                                       const HeedChanges  *changes);

G_END_DECLS
