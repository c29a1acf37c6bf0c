namespace ReleaseKit.EndToEnd.Tests.Pipelines;

/// <summary>A step of a job as its service would run it.</summary>
/// <param name="Script">What the shell gets; empty for a checkout.</param>
/// <param name="Reference">What is checked out; null for a script, empty for the commit of the event.</param>
/// <param name="Environment">Variables of this step, with expressions as they are written.</param>
internal sealed record PipelineStep(string Script, string? Reference, IReadOnlyDictionary<string, string> Environment);
