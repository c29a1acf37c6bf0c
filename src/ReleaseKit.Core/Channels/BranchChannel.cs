using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Channels;

/// <summary>What releases of some branches are for.</summary>
/// <param name="Pattern">A branch's name, or a pattern in which <c>*</c> stands for any characters but a slash and <c>**</c> for any.</param>
/// <param name="Channel">Their channel.</param>
public sealed record BranchChannel(string Pattern, Channel Channel)
{
    /// <summary>Whether the pattern has wildcards.</summary>
    public bool IsPattern => Pattern.Contains('*', StringComparison.Ordinal);

    /// <summary>The channel of a branch: that of its own name, otherwise of the first pattern that fits; null when none does.</summary>
    public static Channel? Find(IReadOnlyCollection<BranchChannel> channels, string branch)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(branch);
        return (channels.FirstOrDefault(c => c.Pattern == branch) ?? channels.FirstOrDefault(c => c.IsPattern && Fits(c.Pattern, branch)))?.Channel;
    }

    /// <summary>What is wrong with a text as a pattern; null when nothing is.</summary>
    public static string? Problem(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Tags.TagName.IsValid(pattern.Replace("*", "x", StringComparison.Ordinal)) ? null
            : "expected the name of a branch, in which * may stand for any characters but a slash and ** for any";
    }

    /// <summary>Without backtracking, so that no pattern can take long.</summary>
    private static bool Fits(string pattern, string branch)
    {
        var expression = Regex.Escape(pattern).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        return Regex.IsMatch(branch, $@"\A{expression}\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
