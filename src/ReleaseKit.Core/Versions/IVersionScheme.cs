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
}
