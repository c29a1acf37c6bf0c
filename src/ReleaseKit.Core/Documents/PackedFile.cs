using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Documents;

/// <summary>One artifact in a folder of packed artifacts.</summary>
/// <param name="Package">The package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Path">Where the file is, from the folder.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Sha512">Lower-case hexadecimal.</param>
public sealed record PackedFile(PackageId Package, string Version, RelativePath Path, string Sha256, string Sha512);
