using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Migrating;

/// <summary>Packages that have been tagged in one form.</summary>
/// <param name="Format">The form.</param>
/// <param name="Members">The packages.</param>
/// <param name="TellsApart">Whether each has tags of its own, or all that share them have one version by their manifests.</param>
/// <param name="Example">The newest tag.</param>
internal sealed record TagHabit(string Format, Package[] Members, bool TellsApart, string Example)
{
    /// <summary>Whether the form says nothing of the package.</summary>
    public bool IsShared => IsSharedForm(Format);

    /// <summary>What it was read off, for people.</summary>
    public string Source => $"tags such as {Example}";

    /// <summary>Whether a form says nothing of the package.</summary>
    public static bool IsSharedForm(string format) => !format.Replace("{version}", "", StringComparison.Ordinal).Contains('{', StringComparison.Ordinal);
}
