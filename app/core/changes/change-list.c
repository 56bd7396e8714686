/* change-list.c — the changes of one sentence in order, to be undone and redone
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A change is immutable, so each earlier state of the list is an array of
 * references. Undoing replaces the current array by an older one and so always
 * restores that state completely.
 */

#include "app/core/changes/change-list.h"

#include "app/core/changes/replacement.h"

/* Undo steps that are kept; more than a user takes back. */
#define MAX_HISTORY 500

/**
 * HeedChangeList:
 *
 * The changes that a user made to one sentence. It does not depend on a model or a
 * translation.
 */
struct _HeedChangeList
{
  GObject    parent_instance;

  GPtrArray *changes;     /* of HeedChange */
  GPtrArray *undone_by;   /* of GPtrArray: earlier states, oldest first */
  GPtrArray *redone_by;   /* of GPtrArray: undone states, the next one to redo last */
  guint      n_begun;     /* calls of begin() without a matching end() */
  gboolean   has_begun;   /* a change was put since begin() */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedChangeList, heed_change_list, G_TYPE_OBJECT)

/* NULL stands for a change whose tokens were replaced (move_others()). */
static void
unref_change (gpointer change)
{
  if (change != NULL)
    heed_change_unref (change);
}

static GPtrArray *
new_changes (void)
{
  return g_ptr_array_new_with_free_func (unref_change);
}

static GPtrArray *
new_history (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
copy_changes (HeedChangeList *self)
{
  GPtrArray *copy = new_changes ();

  for (guint i = 0; i < self->changes->len; i++)
    g_ptr_array_add (copy, heed_change_ref (g_ptr_array_index (self->changes, i)));

  return copy;
}

static void
tell (HeedChangeList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Makes @next the current state and takes ownership of it. */
static void
commit (HeedChangeList *self,
        GPtrArray      *next)
{
  g_autoptr(GPtrArray) before = self->changes;

  self->changes = next;
  if (self->n_begun == 0 || !self->has_begun)
    {
      g_ptr_array_add (self->undone_by, g_steal_pointer (&before));
      if (self->undone_by->len > MAX_HISTORY)
        g_ptr_array_remove_index (self->undone_by, 0);
    }

  self->has_begun = TRUE;
  g_ptr_array_set_size (self->redone_by, 0);
  tell (self);
}

static int
find_same (GPtrArray        *changes,
           const HeedChange *like)
{
  for (guint i = 0; i < changes->len; i++)
    if (heed_change_is_of_same (g_ptr_array_index (changes, i), like))
      return (int) i;

  return -1;
}

/* The number of tokens at its place: the replacement's if it is on, else the original ones. */
static guint
count_read (const HeedChange *replaced)
{
  return replaced->is_on ? replaced->n_ids : replaced->n_replaced;
}

/* Moves the positions of all other changes if the replacement changed the number of tokens. */
static void
move_others (GPtrArray        *changes,
             const HeedChange *replaced,
             guint             n_before,
             guint             n_after)
{
  for (guint i = changes->len; i-- > 0 && n_before != n_after;)
    {
      const HeedChange *change = g_ptr_array_index (changes, i);
      HeedChange *moved;

      if (heed_change_is_of_same (change, replaced))
        continue;

      moved = heed_replacement_new_moved (change, (guint) replaced->position, n_before, n_after);
      heed_change_unref (g_ptr_array_index (changes, i));
      g_ptr_array_index (changes, i) = moved;
      if (moved == NULL)
        g_ptr_array_remove_index (changes, i);
    }
}

static void
make_room (GPtrArray        *changes,
           const HeedChange *replaced)
{
  int i = find_same (changes, replaced);

  move_others (changes, replaced,
               i < 0 ? replaced->n_replaced : count_read (g_ptr_array_index (changes, (guint) i)),
               count_read (replaced));
}

/* Takes ownership of @change. */
static void
put (GPtrArray  *changes,
     HeedChange *change)
{
  int i;

  if (change->kind == HEED_CHANGE_REPLACED)
    make_room (changes, change);

  i = find_same (changes, change);

  if (i < 0)
    {
      g_ptr_array_add (changes, change);
      return;
    }

  heed_change_unref (g_ptr_array_index (changes, (guint) i));
  g_ptr_array_index (changes, (guint) i) = change;
}

guint
heed_change_list_get_n (HeedChangeList *self)
{
  g_return_val_if_fail (HEED_IS_CHANGE_LIST (self), 0);

  return self->changes->len;
}

/**
 * heed_change_list_get:
 *
 * Returns: (transfer none): the change at @i, the first made first
 */
const HeedChange *
heed_change_list_get (HeedChangeList *self,
                      guint           i)
{
  g_return_val_if_fail (HEED_IS_CHANGE_LIST (self), NULL);
  g_return_val_if_fail (i < self->changes->len, NULL);

  return g_ptr_array_index (self->changes, i);
}

/**
 * heed_change_list_find:
 * @like: a change of the same kind, position and site
 *
 * Returns: (transfer none) (nullable): the change that @like would replace
 */
const HeedChange *
heed_change_list_find (HeedChangeList   *self,
                       const HeedChange *like)
{
  int i;

  g_return_val_if_fail (HEED_IS_CHANGE_LIST (self), NULL);

  i = find_same (self->changes, like);

  return i < 0 ? NULL : g_ptr_array_index (self->changes, (guint) i);
}

/**
 * heed_change_list_dup_changes:
 *
 * Returns: (transfer full): the changes that are switched on, in the form that the
 *   decoder reads
 */
HeedChanges *
heed_change_list_dup_changes (HeedChangeList *self)
{
  HeedChanges *changes;

  g_return_val_if_fail (HEED_IS_CHANGE_LIST (self), NULL);

  changes = heed_changes_new ();
  for (guint i = 0; i < self->changes->len; i++)
    {
      const HeedChange *change = g_ptr_array_index (self->changes, i);

      if (change->is_on)
        heed_change_apply (change, changes);
    }

  return changes;
}

/**
 * heed_change_list_put:
 * @change: (transfer full): replaces the change of the same kind, position and site, or
 *   is appended
 */
void
heed_change_list_put (HeedChangeList *self,
                      HeedChange     *change)
{
  GPtrArray *next;

  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  next = copy_changes (self);
  put (next, change);
  commit (self, next);
}

/* Removes the chosen tokens from @position on: they belonged to another translation. */
static gboolean
forget_tokens_from (GPtrArray *changes,
                    int        position)
{
  gboolean has_forgotten = FALSE;

  for (guint i = changes->len; i-- > 0;)
    {
      const HeedChange *change = g_ptr_array_index (changes, i);

      if (change->kind == HEED_CHANGE_TOKEN && change->position >= position)
        {
          g_ptr_array_remove_index (changes, i);
          has_forgotten = TRUE;
        }
    }

  return has_forgotten;
}

/**
 * heed_change_list_choose:
 * @token: (transfer full): of kind %HEED_CHANGE_TOKEN
 *
 * Puts it and removes the chosen tokens after it.
 */
void
heed_change_list_choose (HeedChangeList *self,
                         HeedChange     *token)
{
  GPtrArray *next;

  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  next = copy_changes (self);
  forget_tokens_from (next, token->position + 1);
  put (next, token);
  commit (self, next);
}

/**
 * heed_change_list_unchoose:
 * @position: t
 *
 * Removes the token chosen there, and those after it.
 */
void
heed_change_list_unchoose (HeedChangeList *self,
                           guint           position)
{
  g_autoptr(GPtrArray) next = NULL;

  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  next = copy_changes (self);
  if (forget_tokens_from (next, (int) position))
    commit (self, g_steal_pointer (&next));
}

static void
remove_same (GPtrArray        *changes,
             const HeedChange *like)
{
  g_ptr_array_remove_index (changes, (guint) find_same (changes, like));
}

void
heed_change_list_remove (HeedChangeList *self,
                         guint           i)
{
  GPtrArray *next;

  g_return_if_fail (HEED_IS_CHANGE_LIST (self));
  g_return_if_fail (i < self->changes->len);

  next = copy_changes (self);
  if (heed_change_list_get (self, i)->kind == HEED_CHANGE_REPLACED)
    move_others (next, heed_change_list_get (self, i),
                 count_read (heed_change_list_get (self, i)),
                 heed_change_list_get (self, i)->n_replaced);
  remove_same (next, heed_change_list_get (self, i));
  commit (self, next);
}

void
heed_change_list_set_on (HeedChangeList *self,
                         guint           i,
                         gboolean        is_on)
{
  GPtrArray *next;

  g_return_if_fail (HEED_IS_CHANGE_LIST (self));
  g_return_if_fail (i < self->changes->len);

  if (heed_change_list_get (self, i)->is_on == !!is_on)
    return;

  next = copy_changes (self);
  put (next, heed_change_new_switched (heed_change_list_get (self, i), is_on));
  commit (self, next);
}

void
heed_change_list_clear (HeedChangeList *self)
{
  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  if (self->changes->len > 0)
    commit (self, new_changes ());
}

/**
 * heed_change_list_begin:
 *
 * Until heed_change_list_end(), everything that is put is one undo step, for example
 * while the user drags a cell. Calls may be nested.
 */
void
heed_change_list_begin (HeedChangeList *self)
{
  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  if (self->n_begun++ == 0)
    self->has_begun = FALSE;
}

void
heed_change_list_end (HeedChangeList *self)
{
  g_return_if_fail (HEED_IS_CHANGE_LIST (self));
  g_return_if_fail (self->n_begun > 0);

  self->n_begun--;
}

gboolean
heed_change_list_can_undo (HeedChangeList *self)
{
  g_return_val_if_fail (HEED_IS_CHANGE_LIST (self), FALSE);

  return self->undone_by->len > 0;
}

gboolean
heed_change_list_can_redo (HeedChangeList *self)
{
  g_return_val_if_fail (HEED_IS_CHANGE_LIST (self), FALSE);

  return self->redone_by->len > 0;
}

static void
go (HeedChangeList *self,
    GPtrArray      *from,
    GPtrArray      *to)
{
  if (from->len == 0)
    return;

  g_ptr_array_add (to, self->changes);
  self->changes = g_ptr_array_steal_index (from, from->len - 1);
  self->has_begun = FALSE;
  tell (self);
}

void
heed_change_list_undo (HeedChangeList *self)
{
  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  go (self, self->undone_by, self->redone_by);
}

void
heed_change_list_redo (HeedChangeList *self)
{
  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  go (self, self->redone_by, self->undone_by);
}

void
heed_change_list_forget (HeedChangeList *self)
{
  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  if (self->changes->len + self->undone_by->len + self->redone_by->len == 0)
    return;

  g_ptr_array_set_size (self->changes, 0);
  g_ptr_array_set_size (self->undone_by, 0);
  g_ptr_array_set_size (self->redone_by, 0);
  self->has_begun = FALSE;
  tell (self);
}

/**
 * heed_change_list_take:
 * @changes: (element-type HeedChange): the new changes; a reference to each is kept
 */
void
heed_change_list_take (HeedChangeList *self,
                       GPtrArray      *changes)
{
  g_return_if_fail (HEED_IS_CHANGE_LIST (self));

  g_ptr_array_set_size (self->changes, 0);
  g_ptr_array_set_size (self->undone_by, 0);
  g_ptr_array_set_size (self->redone_by, 0);
  self->has_begun = FALSE;
  for (guint i = 0; i < changes->len; i++)
    put (self->changes, heed_change_ref (g_ptr_array_index (changes, i)));

  tell (self);
}

static void
heed_change_list_finalize (GObject *object)
{
  HeedChangeList *self = HEED_CHANGE_LIST (object);

  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->undone_by);
  g_ptr_array_unref (self->redone_by);

  G_OBJECT_CLASS (heed_change_list_parent_class)->finalize (object);
}

static void
heed_change_list_class_init (HeedChangeListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_change_list_finalize;

  /**
   * HeedChangeList::changed:
   *
   * The changes, or what can be undone or redone, have changed.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_CHANGE_LIST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
heed_change_list_init (HeedChangeList *self)
{
  self->changes = new_changes ();
  self->undone_by = new_history ();
  self->redone_by = new_history ();
}

/**
 * heed_change_list_new:
 *
 * Returns: (transfer full): an empty list
 */
HeedChangeList *
heed_change_list_new (void)
{
  return g_object_new (HEED_TYPE_CHANGE_LIST, NULL);
}
