using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions;

/// <summary>How one ecosystem writes, orders, raises and matches versions. Implementations are pure and total over valid input.</summary>
public interface IVersionScheme
{
    /// <summary>The scheme's name, such as <c>semver</c> or <c>pep440</c>.</summary>
    string Name { get; }

    /// <summary>Whether the text is a version of this scheme.</summary>
    bool IsValid(string version);

    /// <summary>Whether the version is a prerelease (or development release).</summary>
    bool IsPrerelease(string version);

    /// <summary>Whether the first number is 0, so that the initial-development rules apply.</summary>
    bool IsInitialDevelopment(string version);

    /// <summary>Negative, zero or positive, by the scheme's precedence.</summary>
    /// <exception cref="FormatException">One of them is no version of this scheme.</exception>
    int Compare(string left, string right);

    /// <summary>
    /// The next stable version, canonically written. A prerelease is first completed: 1.2.0-rc.1 raised by minor is 1.2.0.
    /// <see cref="BumpLevel.None"/> gives the version back.
    /// </summary>
    /// <exception cref="FormatException">The text is no version of this scheme.</exception>
    string Bump(string version, BumpLevel level);

    /// <summary>Whether the range accepts the version; null when the range is not understood.</summary>
    bool? Satisfies(string version, string range);

    /// <summary>
    /// The range moved to accept <paramref name="version"/>, in the style it is written in (operator and prefix kept);
    /// the same text when nothing needs to change.
    /// </summary>
    string MoveRange(string range, string version);

    /// <summary>
    /// The range that a specifier stands for while the workspace member it means has that version: <c>^1.2.0</c> for
    /// <c>workspace:^</c>. The same text for one that says it itself, as all do unless a scheme has others.
    /// </summary>
    string ResolveRange(string range, string version) => range;

    /// <summary>Whether versions of a channel can be written. Unless a scheme says otherwise, all but <c>post</c> can, as in SemVer.</summary>
    bool HasChannel(string channel) => channel != Channel.Post;

    /// <summary>The version of a channel, such as <c>1.2.0-beta.3</c>.</summary>
    /// <param name="stable">The stable version it leads to.</param>
    /// <param name="channel">A channel the scheme has.</param>
    /// <param name="number">0 or more.</param>
    string Prerelease(string stable, string channel, long number) => HyphenatedPrerelease.Write(stable, channel, number);

    /// <summary>
    /// The parts of a version that <see cref="Prerelease"/> could have written; null for stable versions and other forms. What
    /// a scheme cannot tell apart comes back as one channel: in PEP 440 <c>next</c> and <c>dev</c> are both <c>dev</c>.
    /// </summary>
    PrereleaseParts? ReadPrerelease(string version) => HyphenatedPrerelease.Read(version);

    /// <summary>Whether a prerelease only says that work on the stable version it names has begun, as Maven's <c>1.2.0-SNAPSHOT</c> does, and is on no channel.</summary>
    bool IsWorkOnStable(string version) => false;

    /// <summary>A version for one build, never released again; null when the scheme cannot write it.</summary>
    /// <param name="version">The version it belongs to.</param>
    /// <param name="suffix">What SemVer would put behind it, beginning with a hyphen: <c>-dev.1768416508</c>.</param>
    /// <param name="number">The point in time in <paramref name="suffix"/> as digits; null when there is none.</param>
    string? Snapshot(string version, string suffix, string? number) =>
        HyphenatedPrerelease.Suffixed(version, suffix) is var text && IsValid(text) ? text : null;

    /// <summary>Whether a number may be written with leading zeros, as in <c>2026.01.3</c>.</summary>
    bool AllowsLeadingZeros => false;

    /// <summary>The range that accepts one version and no other.</summary>
    string Exactly(string version) => version;
}
