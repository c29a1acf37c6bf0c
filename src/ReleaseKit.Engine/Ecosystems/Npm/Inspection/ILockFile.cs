using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Inspection;

/// <summary>What a lock file was made for.</summary>
internal interface ILockFile
{
    /// <summary>Whether it knows the member in a folder, seen from its own; empty for its own.</summary>
    bool HasMember(string folder);

    /// <summary>Whether it was made for a dependency as a member's manifest writes it. Undecided counts as fitting.</summary>
    bool Fits(string folder, DependencyEntry entry, bool isMember);

    /// <summary>Where it says something of a dependency of a member; the member's entry, or else the file's start, where it says nothing.</summary>
    TextSpan PlaceOf(string folder, string dependency);
}
