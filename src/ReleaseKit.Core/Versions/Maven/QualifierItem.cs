namespace ReleaseKit.Core.Versions.Maven;

/// <summary>A word; the well-known ones have an order of their own, before and after the release, which is the empty word.</summary>
internal sealed record QualifierItem : VersionItem
{
    private static readonly string[] Known = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];

    private readonly string _word;

    public QualifierItem(string word, bool beforeDigit) => _word = (beforeDigit, word) switch
    {
        (true, "a") => "alpha",
        (true, "b") => "beta",
        (true, "m") => "milestone",
        (_, "cr") => "rc",
        (_, "ga" or "final" or "release") => "",
        _ => word,
    };

    public override bool IsNull => _word.Length == 0;

    public override int CompareTo(VersionItem? other) => other switch
    {
        null => string.CompareOrdinal(Rank(_word), Rank("")),
        QualifierItem qualifier => string.CompareOrdinal(Rank(_word), Rank(qualifier._word)),
        _ => -1,
    };

    public override string ToString() => _word;

    /// <summary>Unknown words come after all known ones, by their text.</summary>
    private static string Rank(string word) => Array.IndexOf(Known, word) is >= 0 and var index ? $"{index}" : $"{Known.Length}-{word}";
}
