using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Versions.Pep440;

namespace ReleaseKit.Core.Versions;

/// <summary>PEP 440 versions with version specifiers, such as <c>&gt;=1.2,&lt;2</c>, <c>~=1.2</c> and <c>==1.2.*</c>.</summary>
public sealed class Pep440VersionScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Name => "pep440";

    /// <inheritdoc/>
    public bool IsValid(string version) => Pep440Version.TryParse(version, out _);

    /// <inheritdoc/>
    public bool IsPrerelease(string version) => Pep440Version.Parse(version).IsPrerelease;

    /// <inheritdoc/>
    public bool IsInitialDevelopment(string version) => Pep440Version.Parse(version).Release[0].IsZero;

    /// <inheritdoc/>
    public int Compare(string left, string right) => Pep440Version.Parse(left).CompareTo(Pep440Version.Parse(right));

    /// <inheritdoc/>
    public string Bump(string version, BumpLevel level)
    {
        var bumped = Pep440Version.Parse(version).Bump(level);
        return level == BumpLevel.None ? version : bumped.ToString();
    }

    /// <inheritdoc/>
    public bool? Satisfies(string version, string range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return Pep440Version.TryParse(version, out var parsed) ? SpecifierSet.TryParse(range)?.Contains(parsed) : null;
    }

    /// <summary>
    /// Moves by the style of the specifier. Lower bounds and pins become the new version, as short as written where the
    /// rest is 0 (<c>&gt;=1.2</c> to <c>&gt;=1.3</c>); <c>~=</c> and <c>.*</c> keep the count of numbers that gives them their
    /// meaning; upper bounds move to the next breaking version only when they exclude it; exclusions of the version go.
    /// </summary>
    /// <exception cref="FormatException">The version is no PEP 440 version.</exception>
    public string MoveRange(string range, string version)
    {
        ArgumentNullException.ThrowIfNull(range);
        return SpecifierMover.Move(range, Pep440Version.Parse(version));
    }

    /// <inheritdoc/>
    public bool AllowsLeadingZeros => true;

    /// <inheritdoc/>
    public bool HasChannel(string channel) => true;

    /// <summary>
    /// <c>alpha</c>, <c>beta</c> and <c>rc</c> have letters of their own (<c>1.2.0a3</c>, <c>1.2.0b3</c>, <c>1.2.0rc3</c>),
    /// <c>post</c> is a post-release (<c>1.2.0.post3</c>); every other channel is a development release (<c>1.2.0.dev3</c>).
    /// </summary>
    public string Prerelease(string stable, string channel, long number) => ChannelSpelling.Write(Pep440Version.Parse(stable), channel, number).ToString();

    /// <inheritdoc/>
    public PrereleaseParts? ReadPrerelease(string version) => Pep440Version.TryParse(version, out var parsed) ? ChannelSpelling.Read(parsed) : null;

    /// <summary>A development release with the point in time as its number; there is no place for letters.</summary>
    public string? Snapshot(string version, string suffix, string? number) =>
        number is not null && Pep440Version.TryParse(version, out var parsed) ? ChannelSpelling.Development(parsed, number).ToString() : null;

    /// <inheritdoc/>
    public string Exactly(string version) => "==" + version;
}
