using System.Collections.Immutable;

namespace ReleaseKit.Engine.Migrating;

/// <summary>Keys of a tool that no key takes the place of, with what becomes of them.</summary>
/// <param name="Tool">The tool, for people.</param>
/// <param name="Texts">What becomes of each, by key.</param>
internal sealed record MigrationNotes(string Tool, ImmutableDictionary<string, string> Texts)
{
    /// <summary>Notes from pairs of key and text.</summary>
    public static MigrationNotes Of(string tool, params ReadOnlySpan<(string Key, string Text)> notes)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in notes)
        {
            texts.Add(key, text);
        }

        return new MigrationNotes(tool, texts.ToImmutable());
    }

    /// <summary>Tells of every member that nobody has taken.</summary>
    public void Tell(JsonSettings settings, MigrationDraft draft)
    {
        foreach (var name in settings.Rest)
        {
            draft.Note(settings.Source(name), Texts.GetValueOrDefault(name, $"is no key that {Tool} documents."));
        }
    }
}
