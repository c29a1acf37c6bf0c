using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>A file of a CI service.</summary>
/// <param name="Path">Where it belongs.</param>
/// <param name="Text">Its text, YAML.</param>
public sealed record PipelineFile(RelativePath Path, string Text);
