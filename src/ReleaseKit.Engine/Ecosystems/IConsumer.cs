using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Uses a published package as its users will: installs it from its index in a clean place and loads it.</summary>
public interface IConsumer
{
    /// <summary>Installs exactly this version and loads it.</summary>
    /// <returns>What was loaded, or why there was nothing to load, in words for people.</returns>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-VERIFY-INSTALL</c>, <c>RK-VERIFY-LOAD</c>.</exception>
    Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken);

    /// <summary>The command with which a person installs this version from this index, ready to paste.</summary>
    string InstallCommand(PackageContext package);
}
