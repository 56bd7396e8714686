/* id-names.c — the names of ids in a model without a vocabulary
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/models/id-names.h"

struct _HeedIdNames
{
  GMutex      lock;
  GHashTable *names;  /* guint32 to char * */
};

HeedIdNames *
heed_id_names_new (void)
{
  HeedIdNames *self = g_new0 (HeedIdNames, 1);

  self->names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_mutex_init (&self->lock);

  return self;
}

void
heed_id_names_free (HeedIdNames *self)
{
  g_hash_table_unref (self->names);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
heed_id_names_get (HeedIdNames *self,
                   guint32      id)
{
  char *name;

  g_mutex_lock (&self->lock);
  name = g_hash_table_lookup (self->names, GUINT_TO_POINTER (id));
  if (name == NULL)
    {
      name = g_strdup_printf ("#%u", id);
      g_hash_table_insert (self->names, GUINT_TO_POINTER (id), name);
    }
  g_mutex_unlock (&self->lock);

  return name;
}
