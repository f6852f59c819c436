fn main(){ for t in ["a: |\n  x\n  y\nb: 1\n","a: |\n\n  x\n  y\nb: 1\n","a: |2-\n\n    x\n  y\nb: 1\n", "a: # c\n  |\n  x\n"] {
 let d=cfn::parse(t.as_bytes()); println!("{:?}", d.root.unwrap().get("a").unwrap()); }
 let mut best = u128::MAX; 
 for _ in 0..1 { let s=std::time::Instant::now(); let c=missions::Catalogue::bundled(); best=best.min(s.elapsed().as_micros()); println!("{} missions {best} us", c.missions().count()); }
 if let Some(m)=missions::Catalogue::bundled().mission("role-with-just-enough") { println!("{}", m.document); println!("{}", serde_json::to_string_pretty(&m.to_single_file_json()).unwrap()); }
}
