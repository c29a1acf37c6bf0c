namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>A required module.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Version">The lowest acceptable version.</param>
/// <param name="IsIndirect">Whether only other requirements need it.</param>
internal sealed record ModRequirement(ModToken Path, ModToken Version, bool IsIndirect);
