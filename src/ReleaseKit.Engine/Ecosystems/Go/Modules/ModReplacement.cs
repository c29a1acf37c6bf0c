namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>A module that is taken from somewhere else while this module is worked on.</summary>
/// <param name="Old">The path of the module.</param>
/// <param name="New">The folder or the path that stands for it.</param>
/// <param name="IsFolder">Whether <paramref name="New"/> is a folder.</param>
internal sealed record ModReplacement(ModToken Old, ModToken New, bool IsFolder);
