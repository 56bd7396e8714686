/* change-list.h — the changes of one sentence in order, to be undone and redone
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/change.h"

G_BEGIN_DECLS

#define HEED_TYPE_CHANGE_LIST (heed_change_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedChangeList, heed_change_list, HEED, CHANGE_LIST, GObject)

HeedChangeList   *heed_change_list_new         (void);

/* The current changes; like is matched by kind, position and site. */
guint             heed_change_list_get_n       (HeedChangeList   *self);
const HeedChange *heed_change_list_get         (HeedChangeList   *self,
                                                guint             i);
const HeedChange *heed_change_list_find        (HeedChangeList   *self,
                                                const HeedChange *like);
HeedChanges      *heed_change_list_dup_changes (HeedChangeList   *self);

/* Each call is one undo step. */
void              heed_change_list_put         (HeedChangeList   *self,
                                                HeedChange       *change);
void              heed_change_list_choose      (HeedChangeList   *self,
                                                HeedChange       *token);
void              heed_change_list_unchoose    (HeedChangeList   *self,
                                                guint             position);
void              heed_change_list_remove      (HeedChangeList   *self,
                                                guint             i);
void              heed_change_list_set_on      (HeedChangeList   *self,
                                                guint             i,
                                                gboolean          is_on);
void              heed_change_list_clear       (HeedChangeList   *self);

/* The changes put between these two calls become one undo step. */
void              heed_change_list_begin       (HeedChangeList   *self);
void              heed_change_list_end         (HeedChangeList   *self);

gboolean          heed_change_list_can_undo    (HeedChangeList   *self);
gboolean          heed_change_list_can_redo    (HeedChangeList   *self);
void              heed_change_list_undo        (HeedChangeList   *self);
void              heed_change_list_redo        (HeedChangeList   *self);

/* Replaces all changes by those of a session file that was opened, and clears the history. */
void              heed_change_list_take        (HeedChangeList   *self,
                                                GPtrArray        *changes);

/* Drops all changes and the history, as for another sentence. */
void              heed_change_list_forget      (HeedChangeList   *self);

G_END_DECLS
