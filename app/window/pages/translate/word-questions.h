/* word-questions.h — the popovers for replacing a source word and for finding a target word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

#define HEED_TYPE_WORD_QUESTIONS (heed_word_questions_get_type ())
G_DECLARE_FINAL_TYPE (HeedWordQuestions, heed_word_questions, HEED, WORD_QUESTIONS, GObject)

/* Adds the keys to the page's class. */
void               heed_word_questions_add_keys     (GtkWidgetClass     *page_class);

/* parts must outlive it; keys and actions of the page open the popovers. */
HeedWordQuestions *heed_word_questions_new          (HeedTranslateParts *parts,
                                                     GtkWidget          *page);
void               heed_word_questions_set_document (HeedWordQuestions  *self,
                                                     HeedDocument       *document);

G_END_DECLS
