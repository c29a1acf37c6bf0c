using ReleaseKit.Core.Channels;

namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>Prereleases as SemVer writes them, <c>1.2.0-beta.3</c>: every scheme's that has a hyphen and dotted identifiers.</summary>
internal static class HyphenatedPrerelease
{
    public static string Write(string stable, string channel, long number) => $"{WithoutBuild(stable)}-{channel}.{number}";

    /// <summary>
    /// The parts of <c>base-channel.number</c> and <c>base-channel</c>; null for other identifiers. A lone <c>rc1</c> is one
    /// of those: it is neither a channel of its own nor ordered like <c>rc.1</c>.
    /// </summary>
    public static PrereleaseParts? Read(string version)
    {
        var text = WithoutBuild(version);
        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        if (hyphen < 0)
        {
            return null;
        }

        var identifiers = text[(hyphen + 1)..].Split('.');
        var number = -1L;
        var known = identifiers.Length switch
        {
            1 => !char.IsAsciiDigit(identifiers[0][^1]),
            2 => Identifiers.TryNumber(identifiers[1], out number),
            _ => false,
        };
        return known && Channel.LabelProblem(identifiers[0]) is null ? new PrereleaseParts(text[..hyphen], identifiers[0], number) : null;
    }

    /// <summary>The version with a suffix such as <c>-dev.1768416508</c>; a version that is a prerelease already keeps its identifiers.</summary>
    public static string Suffixed(string version, string suffix) => WithoutBuild(version) + suffix;

    private static string WithoutBuild(string version) => version.Split('+')[0];
}
