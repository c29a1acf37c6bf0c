using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>The words for how much a change raises a version.</summary>
internal static class ChangeType
{
    /// <summary>The words that every format has.</summary>
    public static IReadOnlyList<string> Words { get; } = ["major", "minor", "patch", "none"];

    /// <summary>The level of such a word.</summary>
    public static bool TryParse(string word, out BumpLevel level)
    {
        level = word switch
        {
            "major" => BumpLevel.Major,
            "minor" => BumpLevel.Minor,
            "patch" => BumpLevel.Patch,
            _ => BumpLevel.None,
        };
        return Words.Contains(word);
    }

    /// <summary>The word of a level in every format.</summary>
    public static string Name(BumpLevel level) => level switch
    {
        BumpLevel.Major => "major",
        BumpLevel.Minor => "minor",
        BumpLevel.Patch => "patch",
        _ => "none",
    };

    /// <summary>The level that a word stands for.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="known">The words of the format.</param>
    /// <param name="package">The package beside it.</param>
    /// <param name="location">Its place.</param>
    /// <exception cref="ReleaseException"><c>RK-CHANGE-TYPE</c>.</exception>
    public static BumpLevel Level(string word, IReadOnlyDictionary<string, BumpLevel> known, string package, SourceLocation location) =>
        known.TryGetValue(word, out var level) ? level : throw new ReleaseException(ChangeFileCodes.Type.At(
            location,
            $"'{DisplayText.Line(word)}' beside {DisplayText.Line(package)} is no type of change.{NearestName.Question(word, known.Keys)} Write one of {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}."));
}
